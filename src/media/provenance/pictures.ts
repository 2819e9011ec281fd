const jpegHead = 2;
const jpegName = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');

/** A JPEG with an XMP packet as its first segment. */
export const withXmpInJpeg = (file: Buffer, packet: Buffer): Buffer => {
  const marker = Buffer.from([0xff, 0xe1, 0, 0]);
  marker.writeUInt16BE(2 + jpegName.length + packet.length, 2);
  return Buffer.concat([file.subarray(0, jpegHead), marker, jpegName, packet, file.subarray(jpegHead)]);
};
