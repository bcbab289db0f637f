import type { Credential, Project } from '../registry/registry.ts';
import type { Environment } from './environment.ts';
import { configFile, type HandOverFile, type KeyStoreForm, keyStoreFiles } from './hand-over.ts';

/** Whose files they are, and the key where it was made here. */
export interface ClientFileNeeds {
  readonly project: Project;
  readonly privateKey?: string;
  readonly keyStore?: KeyStoreForm;
}

/** What the holder of a client certificate gets. */
export async function clientFiles(
  { authorities, baseUrl, name }: Environment,
  { certificatePem }: Credential,
  { project, privateKey, keyStore }: ClientFileNeeds,
): Promise<readonly HandOverFile[]> {
  const { serverRoot, clientIssuer, clientRoot } = authorities.current();
  const chain = [clientIssuer.certificate, clientRoot.certificate] as const;
  const stores =
    privateKey === undefined
      ? []
      : [
          {
            name: 'client.key',
            content: privateKey,
            secret: true,
            what: 'the private key of client.pem',
          },
          ...(await keyStoreFiles({
            privateKey,
            certificates: [certificatePem, ...chain],
            name: 'client',
            form: keyStore ?? 'modern',
          })),
        ];
  return [
    {
      name: 'ca.pem',
      content: serverRoot.certificate,
      secret: false,
      what: 'the authority of the server’s certificate: you, to trust the server',
    },
    {
      name: 'client.pem',
      content: certificatePem + clientIssuer.certificate,
      secret: false,
      what: 'your client certificate with its issuer: you, to say who calls (mutual TLS)',
    },
    ...stores,
    configFile({ environment: name, project: project.name, baseUrl: baseUrl() }),
  ];
}
