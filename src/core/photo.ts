/** The largest photo that is accepted, in MB. */
export const photoMegabytes = 20;
