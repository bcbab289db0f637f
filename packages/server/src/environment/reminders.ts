import type { Log } from '../telemetry/log.ts';
import type { Environment } from './environment.ts';
import { listExpiring, type Reminder, reminderFor, reminderName } from './expiry.ts';

/** Tells a webhook; rejects when it was not taken. */
export type TellWebhook = (url: string, message: object) => Promise<void>;

const webhookTimeoutMs = 5_000;

/** Posts JSON. Redirects are not followed: the operator's setting names where it goes. */
export const tellWebhook: TellWebhook = async (url, message) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
    redirect: 'error',
    signal: AbortSignal.timeout(webhookTimeoutMs),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`The webhook answered ${response.status}.`);
};

/**
 * Sends what is due of the reminders of 90, 30, 7 and 1 days: to the log, and to the webhook where one is
 * set. Each is sent once; one that the webhook did not take is tried again the next time.
 */
export async function sendReminders(
  environment: Environment,
  { log, tell = tellWebhook }: { readonly log: Log; readonly tell?: TellWebhook },
): Promise<void> {
  const { registry, clock } = environment;
  const nowMs = clock.nowMs();
  for (const expiring of await listExpiring(registry, nowMs)) {
    const reminder = reminderFor(expiring, nowMs);
    if (reminder === undefined) continue;
    if ((await registry.findNote(reminderName(reminder))) !== undefined) continue;
    try {
      await send(environment, reminder, { log, tell });
      await registry.change((edits) =>
        edits.setNote(reminderName(reminder), new Date(nowMs).toISOString()),
      );
    } catch (error) {
      const note = 'the webhook did not take a reminder; it is tried again in an hour';
      log.warn('webhook-failed', { note, ...(error instanceof Error && { err: error }) });
    }
  }
}

async function send(
  { name, registry, settings }: Environment,
  reminder: Reminder,
  { log, tell }: { readonly log: Log; readonly tell: TellWebhook },
): Promise<void> {
  const { kind, sha256, projectId, notAfterMs, daysLeft } = reminder;
  const project = projectId === undefined ? undefined : await registry.findProject(projectId);
  const expiresAt = new Date(notAfterMs).toISOString();
  const fields = { kind, fingerprint: sha256, expiresAt, daysLeft, environment: name };
  log.warn('expires', { ...fields, ...(projectId !== undefined && { project: projectId }) });
  if (settings.expiryWebhookUrl === '') return;
  await tell(settings.expiryWebhookUrl, {
    event: 'expires',
    ...fields,
    ...(project && { project: project.name }),
  });
}
