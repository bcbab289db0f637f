import type { DiagnosisRows } from '../row.ts';

/** On the way to a service: name, connection, TLS, answer. */
export const connectionRows = {
  'name-unknown': ['there is no host of the name [host]', 'mend the URL'],
  'name-not-now': [
    'the name [host] cannot be resolved at the moment ([code])',
    'see to the name service of this machine, and try again',
  ],
  'nothing-listens': [
    'nothing listens on [address]',
    'start the service, or mend host and port of the URL',
  ],
  unreachable: [
    '[address] cannot be reached ([code])',
    'see whether a firewall or a proxy is in between',
  ],
  'no-answer-in-time': [
    'nothing came within [timeoutMs] ms',
    'see whether a firewall swallows it; --timeout-ms waits longer',
  ],
  'no-tls': ['what listens on [address] does not speak TLS', 'mend the port of the URL'],
  'no-common-tls': [
    'the server speaks neither TLS 1.2 nor TLS 1.3',
    'it must: other versions are not safe',
  ],
  'handshake-failed': [
    'the TLS handshake failed ([code])',
    'see whether something in between ends TLS, such as a proxy',
  ],
  'server-untrusted': [
    "the server's certificate is from an authority that is not trusted here ([issuer])",
    'give its certificate as --ca, or as ca.pem of the kit; that of a public service needs none',
  ],
  'server-chain-incomplete': [
    'the server sends its certificate without that of its issuer',
    'let its operator send the whole chain',
  ],
  'server-name': [
    "the server's certificate is for other names than [host] ([names])",
    'call by one of these, or have it issued for this one (setting serverNames)',
  ],
  'no-certificate-asked': [
    'the server asks for no client certificate',
    'see whether a proxy in front of it ends TLS: then nobody knows who calls',
  ],
  'issuer-not-announced': [
    'the issuer of your client certificate ([issuer]) is not among those that the server announces',
    'send a certificate of one of these: Java and Windows clients send none otherwise',
  ],
  'certificate-refused': [
    'the server refuses the client certificate in the handshake ([code])',
    'see whether it is of this environment, in date, not revoked, and comes with its issuer',
  ],
  'closed-unanswered': [
    'the server closed the connection before it answered',
    'see whether your client certificate is of this environment, in date and not revoked: a service may refuse it without a word',
  ],
  'answer-redirect': ['the answer is a redirection ([status])', 'give the URL that it leads to'],
  'answer-foreign': [
    'the answer ([status]) is not of this API',
    'see whether the URL ends in /identity, and whether something else answers there',
  ],
  'call-refused': ['the service refused the call ([status]): [reasons]', '[cure]'],
  'answer-not-sealed': [
    'the answer is not sealed',
    'do not believe it; see whether something in between opens what passes',
  ],
  'answer-other-key': [
    'the answer is sealed to the key [kid], and your response key is [fingerprint]',
    'give the private half of the response key that is linked to your request key',
  ],
  'answer-damaged': [
    'the answer names your response key and does not open with it',
    'see whether something in between changes what passes',
  ],
  'answer-enc': [
    'the answer is encrypted with enc [enc]',
    'have the service answer in A256GCM; A192GCM and A128GCM are read too',
  ],
  'answer-iv': [
    'the IV of the answer has [bytes] bytes',
    'have the service answer with 12: C# and general libraries read no other',
    'note',
  ],
  'answer-no-object': [
    'the answer opened, and what was in it is no JSON object with an id',
    'tell whoever runs the service',
  ],
  'clock-off': [
    'the clock here is [seconds] s [direction] that of the server',
    'set it right: certificates are judged by it',
  ],
} as const satisfies DiagnosisRows;
