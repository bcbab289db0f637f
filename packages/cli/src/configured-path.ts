/** No path that a configuration names is longer. */
const maxCharacters = 255;

/**
 * Whether a text in a configuration can be the path of a file. People put keys there in place of paths, and a path is told when its file
 * is missing: what could be a key is none. Pure.
 */
export const isPath = (text: string): boolean =>
  text.length > 0 &&
  text.length <= maxCharacters &&
  !/[\p{Cc}\p{Cf}]|-----/u.test(text) &&
  !isBase64Der(text);

/** A SEQUENCE whose length is written out, as every key and certificate begins. */
function isBase64Der(text: string): boolean {
  const [tag, length = 0] = Buffer.from(text.slice(0, 8), 'base64');
  return tag === 0x30 && (length === 0x81 || length === 0x82);
}
