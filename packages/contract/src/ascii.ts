/** JSON text with every character beyond ASCII escaped: clients on any charset read it alike. */
export const toAscii = (json: string): string =>
  json.replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
