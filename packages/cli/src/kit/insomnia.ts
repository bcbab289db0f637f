import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { type Kit, printed } from './kit.ts';

/**
 * An export of Insomnia (format 4): one request, and the environment that the official plugin,
 * insomnia-plugin-mastercard, reads its `encryptionConfig` from. Its paths are absolute, since an application
 * has no folder of its own.
 */
export function insomniaExport({ config, request, folder }: Kit): string {
  const { baseUrl, project, environment, files } = config;
  const name = `Whorl: ${project}, ${environment}`;
  const id = createHash('sha256').update(`${name}, ${baseUrl}`).digest('hex').slice(0, 32);
  const workspace = { _id: `wrk_${id}`, _type: 'workspace', parentId: null, name };
  return printed({
    ...{ _type: 'export', __export_format: 4, __export_source: 'whorl' },
    resources: [
      { ...workspace, scope: 'collection' },
      {
        ...{ _id: `env_${id}`, _type: 'environment', parentId: workspace._id, name },
        data: { baseUrl, mastercard: pluginSettings({ baseUrl, folder, files }) },
      },
      {
        ...{ _id: `req_${id}`, _type: 'request', parentId: workspace._id },
        ...{ name: 'Retrieve insights', method: 'POST', url: '{{ _.baseUrl }}/transactions' },
        headers: [{ name: 'Content-Type', value: 'application/json' }],
        body: { mimeType: 'application/json', text: request },
        settingDisableRenderRequestBody: true,
      },
    ],
  });
}

const pluginSettings = ({
  baseUrl,
  folder,
  files,
}: Pick<Kit, 'folder'> & Pick<Kit['config'], 'baseUrl' | 'files'>): object => ({
  // The certificate says who calls; the plugin would sign with OAuth otherwise.
  oAuthDisabled: true,
  appliesTo: [new URL(baseUrl).host],
  encryptionConfig: {
    mode: 'JWE',
    encryptedValueFieldName: 'encryptedData',
    encryptionCertificate: resolve(folder, files.requestKey),
    privateKey: resolve(folder, files.responseKey),
    paths: [
      {
        path: '/identity/transactions',
        toEncrypt: [{ element: '$', obj: '$' }],
        toDecrypt: [{ element: 'encryptedData', obj: '$' }],
      },
    ],
  },
});
