// Seals the body that is about to be sent (RFC 7516 §5.1), by the WebCrypto of Postman's sandbox.

function bytesOf(pem) {
  const base64 = pem.replace(/-----[^-]+-----|\s/g, '');
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function base64url(bytes) {
  const binary = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}

async function seal(text) {
  const utf8 = new TextEncoder();
  const fields = {
    alg: 'RSA-OAEP-256',
    enc: 'A256GCM',
    kid: pm.variables.get('requestKeyFingerprint'),
  };
  const header = base64url(utf8.encode(JSON.stringify({ ...fields, cty: 'application/json' })));
  const cek = crypto.getRandomValues(new Uint8Array(32));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const oaep = { name: 'RSA-OAEP', hash: 'SHA-256' };
  const spki = bytesOf(pm.variables.get('requestKey'));
  const requestKey = await crypto.subtle.importKey('spki', spki, oaep, false, ['encrypt']);
  const encryptedKey = await crypto.subtle.encrypt(oaep, requestKey, cek);
  const contentKey = await crypto.subtle.importKey('raw', cek, 'AES-GCM', false, ['encrypt']);
  const gcm = { name: 'AES-GCM', iv, additionalData: utf8.encode(header) };
  const sealed = await crypto.subtle.encrypt(gcm, contentKey, utf8.encode(text));
  const [body, tag] = [sealed.slice(0, -16), sealed.slice(-16)];
  return [header, ...[encryptedKey, iv, body, tag].map(base64url)].join('.');
}

const transaction = pm.variables.replaceIn(pm.request.body.raw);
pm.request.body.update(JSON.stringify({ encryptedData: await seal(transaction) }));
