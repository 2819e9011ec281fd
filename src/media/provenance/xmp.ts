import type { DigitalSource, Provenance } from '../../core/provenance.ts';

const sourceAddress = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/** URL of a digital source type. */
export const addressOf = (source: DigitalSource): string => `${sourceAddress}${source}`;

/** A short description of what made a file. Programs display it verbatim. */
const toolOf = ({ effect, effectVersion, model }: Provenance, version: string): string =>
  `Photoplay ${version} (${effect} v${effectVersion}, ${model})`;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const attributes = (pairs: Readonly<Record<string, string>>): string =>
  Object.entries(pairs)
    .map(([name, value]) => ` ${name}="${value.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)}"`)
    .join('');

/** The XMP packet of a file. */
export const xmpPacket = (about: Provenance, version: string): Buffer =>
  Buffer.from(
    `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"${attributes(
      {
        'xmp:CreatorTool': toolOf(about, version),
        'Iptc4xmpExt:DigitalSourceType': addressOf(about.source),
        ...(about.source === 'algorithmicallyEnhanced' ? {} : { 'Iptc4xmpExt:AISystemUsed': about.model }),
      },
    )}/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`,
  );

const plain: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

const attributeIn = (text: string, property: string): string | null => {
  const found =
    new RegExp(`${property}\\s*=\\s*(["'])(.*?)\\1`).exec(text)?.[2] ??
    new RegExp(`<${property}>(.*?)</${property}>`).exec(text)?.[1];
  return found?.replace(/&(?:amp|lt|gt|quot);/g, (sign) => plain[sign] ?? sign) ?? null;
};

/** Contents of the last XMP packet in a file. Null without one that states a digital source type. */
export const readXmp = (file: Buffer): { source: string; tool: string | null } | null => {
  const end = file.lastIndexOf('</x:xmpmeta>');
  const start = end < 0 ? -1 : file.lastIndexOf('<x:xmpmeta', end);
  if (start < 0) return null;
  const text = file.toString('utf8', start, end);
  const source = attributeIn(text, 'Iptc4xmpExt:DigitalSourceType');
  return source === null ? null : { source, tool: attributeIn(text, 'xmp:CreatorTool') };
};
