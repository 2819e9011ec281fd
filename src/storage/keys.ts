/** Says which database the files beside it belong to. */
export const markFile = '.mark';

export const isClip = (key: string): boolean => key.endsWith('.mp4');
