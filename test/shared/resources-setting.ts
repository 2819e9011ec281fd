/** Where test files ask for what all of them share: it is passed on to every process of the run. */
export const resourcesSetting = 'PHOTOPLAY_RESOURCES';

/** Where test files put what is removed when the whole run ends. */
export const scratchSetting = 'PHOTOPLAY_SCRATCH';
