// Opens the answer (RFC 7516 §5.2) and prints it in the console; explains a refusal, which is in clear.

function bytesOf(base64) {
  const binary = atob(base64.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

async function open(token) {
  const [header, ...parts] = token.split('.');
  const [encryptedKey, iv, body, tag] = parts.map(bytesOf);
  const oaep = { name: 'RSA-OAEP', hash: 'SHA-256' };
  const pem = pm.variables.get('responseKey');
  if (!pem)
    throw new Error('The variable responseKey is empty: paste the private response key into it.');
  const pkcs8 = bytesOf(pem.replace(/-----[^-]+-----|\s/g, ''));
  const responseKey = await crypto.subtle.importKey('pkcs8', pkcs8, oaep, false, ['decrypt']);
  const cek = await crypto.subtle.decrypt(oaep, responseKey, encryptedKey);
  const contentKey = await crypto.subtle.importKey('raw', cek, 'AES-GCM', false, ['decrypt']);
  const gcm = { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(header) };
  const opened = await crypto.subtle.decrypt(gcm, contentKey, new Uint8Array([...body, ...tag]));
  return JSON.parse(new TextDecoder().decode(opened));
}

function explain({ Errors }) {
  const id = pm.response.headers.get('X-MC-Correlation-ID');
  const lines = Errors.Error.map(
    ({ ReasonCode, Source, Description, Details = '' }) =>
      `${ReasonCode} (${Source}): ${Description} ${Details}`,
  );
  return `Refused: HTTP ${pm.response.code}, X-MC-Correlation-ID ${id}\n${lines.join('\n')}\nWhat to mend: ask the doctor, as README.md says`;
}

const said = pm.response.json();
const answer = pm.response.code === 200 ? await open(said.encryptedData) : undefined;
console.log(answer === undefined ? explain(said) : JSON.stringify(answer, undefined, 2));
pm.test('The call is answered, and the answer opens', () => {
  if (answer === undefined) throw new Error(explain(said));
});
