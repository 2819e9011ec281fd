/** The number of a process, for signals; one that never started must not turn into 0, which is our own group. */
export const processId = ({ pid }: { readonly pid?: number | undefined }): number => {
  if (pid === undefined) throw new Error('the process never started');
  return pid;
};
