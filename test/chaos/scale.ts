/** `CHAOS=4 npm run test:chaos` for four times as many jobs and kills. */
export const scale = Number(process.env['CHAOS'] ?? 1);
