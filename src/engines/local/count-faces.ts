import { analysePhoto } from '../../media/analysis/analyse.ts';

/** How many faces of a kept photo two people could be shown from. Throws photo Failures. */
export const countFaces = async (photo: string): Promise<number> => (await analysePhoto(photo)).faces.length;
