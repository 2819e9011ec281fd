const signatures: readonly (readonly [string, RegExp])[] = [
  ['jpeg', /^\xff\xd8\xff/],
  ['png', /^\x89PNG\r\n/],
  ['gif', /^GIF8[79]a/],
  ['webp', /^RIFF.{4}WEBP/s],
  // Both kinds of HEIF may list mif1 as the first brand, so the whole list of brands is read.
  ['avif', /^.{4}ftyp(?:.{4}){0,15}?avi[fs]/s],
  ['heic', /^.{4}ftyp(?:.{4}){0,15}?(?:he[iv][cmsx]|mif1|msf1)/s],
  ['mp4', /^.{4}ftyp/s],
  ['svg', /^(?:\xef\xbb\xbf)?\s*(?=<(?:svg|\?xml|!--|!doctype svg)).*<svg/is],
  ['tiff', /^(?:II[*+]|MM.[*+])/s],
  ['bmp', /^BM.{4}\0{4}/s],
  ['pdf', /^%PDF-/],
  ['psd', /^8BPS/],
  ['jxl', /^(?:\xff\n|.{4}JXL )/s],
  ['jp2', /^.{4}jP {2}/s],
  ['webm', /^.E\xdf\xa3/s],
  ['avi', /^RIFF.{4}AVI /s],
];

/** Number of bytes from the start of a file that `sniff` needs. */
export const headLength = 4096;

/** Detects a file's type from its first bytes, ignoring its name. Null when unknown. */
export const sniff = (head: Uint8Array): string | null => {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  return signatures.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
};
