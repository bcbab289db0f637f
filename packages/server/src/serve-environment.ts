import { models } from '@whorl/engine';
import type { Settings } from './config/settings.ts';
import { ownHost } from './environment/hosts.ts';
import { type Listener, type ListenerTls, openListener } from './http/listener.ts';
import { createFailureLimit } from './http/public/failure-limit.ts';
import {
  createPublicHandler,
  createUnreadableHandler,
  type PublicApi,
} from './http/public/handler.ts';
import { createRememberRefusal } from './http/remember-refusal.ts';
import { createResolveCaller, createStrangerCloser, type Examine } from './http/resolve-caller.ts';
import type { OpenedEnvironment } from './open-environment.ts';
import { createKeyRoom } from './pipeline/caller.ts';
import { createRepeats } from './pipeline/repeats.ts';
import { createExamination } from './pki/examine.ts';
import type { EnvironmentName } from './registry/registry.ts';
import type { Log } from './telemetry/log.ts';

/** The sealed API of an environment, listening. */
export interface ServedEnvironment {
  readonly baseUrl: string;
  close(): Promise<void>;
}

/** What differs between the environments' listeners. */
const listeners = {
  sandbox: ({ host, port, badCertificate }: Settings) => ({ host, port, badCertificate }),
  production: (settings: Settings) => ({
    host: settings.productionHost,
    port: settings.productionPort,
    badCertificate: settings.productionBadCertificate,
  }),
} as const satisfies Record<EnvironmentName, unknown>;

/**
 * Opens an environment's own listener.
 *
 * @throws the system's error when the address cannot be listened on
 */
export async function serveEnvironment(
  environment: OpenedEnvironment,
  log: Log,
): Promise<ServedEnvironment> {
  const { registry, authorities } = environment;
  const { host, port, badCertificate } = listeners[environment.name](environment.settings);
  const settings: Settings = { ...environment.settings, badCertificate };
  const resolveCaller = createResolveCaller(registry, examinationOf(environment));
  let isDraining = false;
  const api = await openApi(environment, { log, settings, resolveCaller }, () => isDraining);
  const onConnection = badCertificate === 'close' && createStrangerCloser(api);
  const listener = await openListener({
    tls: await tlsOf(environment),
    host,
    port,
    idleTimeoutMs: settings.idleTimeoutMs,
    handle: createPublicHandler(api),
    refuseUnreadable: createUnreadableHandler(api),
    ...(onConnection && { onConnection }),
  });
  authorities.onChange(() => void announce(environment, listener, log));
  const baseUrl = `https://${ownHost(host)}:${listener.port}/identity`;
  environment.setBaseUrl(baseUrl);
  return {
    baseUrl,
    close() {
      isDraining = true;
      environment.setBaseUrl(undefined);
      return listener.close(settings.drainTimeoutMs);
    },
  };
}

async function openApi(
  environment: OpenedEnvironment,
  parts: Pick<PublicApi, 'log' | 'settings' | 'resolveCaller'>,
  isDraining: () => boolean,
): Promise<PublicApi> {
  const { name, registry, keyring, clock, random, refusals } = environment;
  const network = await environment.network();
  return {
    ...parts,
    environment: name,
    clock,
    failures: createFailureLimit(parts.settings.decryptionFailuresPerMinute),
    answering: {
      keys: createKeyRoom(registry, keyring.unwrap),
      network,
      repeats: createRepeats(network),
      model: models.v0,
      random,
    },
    ...(refusals && { remember: createRememberRefusal(refusals, parts.log) }),
    isDraining,
  };
}

/** Examines by the issuers that there are now: here and elsewhere they change while connections live. */
function examinationOf({ authorities, elsewhere }: OpenedEnvironment): Examine {
  let known = '';
  let examine: Examine;
  return (der) => {
    const { clientIssuer, formerIssuers } = authorities.current();
    const issuers = [clientIssuer.certificate, ...formerIssuers];
    const others = elsewhere.issuers();
    const now = JSON.stringify({ issuers, others });
    // Read once for as long as they stay: parsing them costs more than the look at one certificate.
    if (now !== known) examine = createExamination({ issuers, others });
    known = now;
    return examine(der);
  };
}

async function tlsOf({ authorities, clock }: OpenedEnvironment): Promise<ListenerTls> {
  const { server } = authorities.current();
  return {
    certificateChain: server.certificate,
    privateKey: server.privateKey,
    clientAuthorities: await authorities.announced(clock.nowMs()),
  };
}

async function announce(
  environment: OpenedEnvironment,
  listener: Listener,
  log: Log,
): Promise<void> {
  try {
    listener.announce((await tlsOf(environment)).clientAuthorities);
  } catch (err) {
    const note = 'callers are not told of the newest issuers until the next start';
    log.error('not-announced', { note, ...(err instanceof Error && { err }) });
  }
}
