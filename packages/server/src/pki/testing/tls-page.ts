/** A page over TLS that says who asked for it. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Signer } from '../certificate.ts';
import { issueServerCertificate } from '../issue.ts';

export interface TlsPage {
  readonly port: number;
  close(): void;
}

export interface TlsPageOptions {
  readonly signer: Signer;
  readonly hosts: readonly string[];
  /** Whose clients must show their certificates. PEM. */
  readonly clientAuthorities?: readonly string[];
}

/** The page holds the SHA-256 of the caller's certificate, or "anonymous". */
export async function openTlsPage(options: TlsPageOptions): Promise<TlsPage> {
  const { signer, hosts, clientAuthorities } = options;
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signing = { signer, nowMs: Date.now(), validityDays: 1, random: randomBytes };
  const tls = {
    cert: await issueServerCertificate(signing, { hosts, publicKey }),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    ...(clientAuthorities && {
      ca: [...clientAuthorities],
      requestCert: true,
      rejectUnauthorized: true,
    }),
  };
  const server = createServer(tls, ({ socket }, response) => {
    const certificate = (socket as TLSSocket).getPeerX509Certificate();
    response.setHeader('connection', 'close').end(certificate?.fingerprint256 ?? 'anonymous');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () => void server.close(),
  };
}
