const silence = 60_000;

/**
 * Reports an error, but not the same one twice within a minute: an outage repeats it with every attempt to reconnect.
 */
export const dedupeErrors = (tell: (error: Error) => void): ((error: Error) => void) => {
  let message: string | null = null;
  let until = 0;
  return (error) => {
    const now = performance.now();
    if (error.message === message && now < until) return;
    message = error.message;
    until = now + silence;
    tell(error);
  };
};
