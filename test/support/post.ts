import type { ClientRequest } from 'node:http';
import { Agent, type AgentOptions, request } from 'node:https';

/** An answer as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface PostOptions {
  readonly agent: Agent;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly path?: string;
}

/** A plain mutual TLS agent, as any client would make one. */
export const plainAgent = (options: AgentOptions): Agent =>
  new Agent({ keepAlive: true, ...options });

/** Posts a body as it stands: no code of ours between the test and the socket. */
export function post(baseUrl: string, options: PostOptions): Promise<RawAnswer> {
  const { agent, body, headers, method = 'POST', path = '/transactions' } = options;
  const sent = request(`${baseUrl}${path}`, {
    ...{ method, agent },
    headers: { 'Content-Type': 'application/json', ...headers },
  });
  return send(sent, body);
}

/** Ends a request with a body, and reads its answer whole. */
export function send(sent: ClientRequest, body?: string | Buffer): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.end(body);
  });
}
