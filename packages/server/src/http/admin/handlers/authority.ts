import type { OperationId } from '@whorl/contract/admin';
import { exportRoot, removeRoot, restoreRoot } from '../../../environment/offline-root.ts';
import {
  currentRevocationList,
  publishRevocationList,
} from '../../../environment/revocation-list.ts';
import { rotateIssuer } from '../../../environment/rotate-issuer.ts';
import type { Asked, Handler } from '../asked.ts';
import { viewAuthority, viewFile } from '../views.ts';

/** An environment's authorities. */
export const authorityHandlers: {
  readonly [Id in Extract<OperationId, `authority.${string}`>]: Handler<Id>;
} = {
  'authority.show': (asked) => show(asked),
  async 'authority.revocation-list'(asked) {
    const environment = asked.environment();
    const { clientRoot, clientIssuer, formerIssuers } = environment.authorities.current();
    const issuers = [clientIssuer.certificate, ...formerIssuers, clientRoot.certificate];
    const files = [
      {
        name: 'revocation-list.pem',
        content: await currentRevocationList(environment),
        secret: false,
        what: 'the revocation lists of the client issuers: for a proxy that ends TLS',
      },
      {
        name: 'client-authorities.pem',
        content: issuers.join(''),
        secret: false,
        what: 'the client issuers and their root: whom that proxy trusts for clients',
      },
    ];
    return { files: files.map(viewFile) };
  },
  async 'authority.rotate-issuer'(asked) {
    const { name, registry, keyring, clock, random, authorities } = asked.environment();
    await rotateIssuer(authorities, {
      environment: name,
      registry,
      keyring,
      nowMs: clock.nowMs(),
      random,
      actor: asked.actor,
    });
    await publishRevocationList(asked.environment());
    return show(asked);
  },
  async 'authority.export-root'(asked) {
    const { passphrase } = asked.body;
    const files = await exportRoot(asked.environment(), { passphrase, actor: asked.actor });
    return { files: files.map(viewFile) };
  },
  async 'authority.remove-root'(asked) {
    await removeRoot(asked.environment(), asked.actor);
    return show(asked);
  },
  async 'authority.restore-root'(asked) {
    const { key, passphrase } = asked.body;
    await restoreRoot(asked.environment(), { key, passphrase, actor: asked.actor });
    return show(asked);
  },
};

const show = async <Id extends OperationId>(asked: Asked<Id>) =>
  viewAuthority(await asked.environment().registry.listAuthorities());
