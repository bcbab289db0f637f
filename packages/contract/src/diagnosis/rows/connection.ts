import type { DiagnosisRows } from '../row.ts';

/** On the way to a service: name, connection, TLS, answer. */
export const connectionRows = {
  'base-url-user': [
    'the URL has a user name or a password in it',
    'leave them out: the client certificate alone says who calls',
  ],
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
    'have its operator allow them: older versions are not safe',
  ],
  'no-common-cipher': [
    'the server shares no cipher suite, or no kind of key, with clients of today ([code])',
    'have it take those of TLS 1.3, or ECDHE with AES-GCM in TLS 1.2',
  ],
  'server-name-unknown': [
    'the server does not know the name [host] ([code])',
    'mend the URL, or tell the operator of the name that it is called by',
  ],
  'handshake-closed': [
    'the server closed the connection within the TLS handshake',
    'see whether host and port are those of the service, and whether a firewall or a proxy is in between',
  ],
  'handshake-failed': [
    'the TLS handshake failed ([code])',
    'see whether something in between ends TLS, such as a proxy',
  ],
  'server-untrusted': [
    "the server's certificate is from an authority that is not trusted here ([issuer])",
    'give its certificate as --ca, or as ca.pem of the kit; that of a public service needs none',
  ],
  'server-namesake': [
    "the server's certificate is from another authority of the name [issuer] than the one that is trusted here",
    'take ca.pem of this very service: yours is of another data folder, or of one that was begun anew since',
  ],
  'server-chain-incomplete': [
    'the server sends its certificate without that of its issuer ([issuer])',
    'let its operator send the whole chain',
  ],
  'server-name': [
    "the server's certificate is for other names than [host] ([names])",
    'call by one of these, or have it issued for this one (setting serverNames)',
  ],
  'server-certificate-unusable': [
    "the server's certificate is not accepted here ([code])",
    'have its operator renew it: for servers, with SHA-256 and RSA of 2048 bits or EC, by an authority that may issue it',
  ],
  'no-certificate-asked': [
    'the server asks for no client certificate',
    'see whether a proxy in front of it ends TLS: then nobody knows who calls',
  ],
  'issuer-not-announced': [
    'the issuer of your client certificate ([issuer]) is not among those that the server announces',
    'send a certificate of one of these: Java and Windows clients send none otherwise',
    'note',
  ],
  'certificate-refused': [
    'the server refuses the client certificate in the handshake ([code])',
    'see whether it is of this environment, in date, not revoked, and comes with its issuer',
  ],
  'closed-unanswered': [
    'the server closed the connection before it answered',
    'see whether your client certificate is of this environment, in date and not revoked: a service may refuse it without a word',
  ],
  'way-unknown': [
    'it ended with [code], of which nothing more is known here',
    'look at what that means on this machine, and try again',
  ],
  'answer-no-http': [
    'what answers on [address] does not speak HTTP/1.1 ([code])',
    'mend the port of the URL',
  ],
  'answer-broken-off': [
    'the answer broke off before it was whole',
    'see whether something in between cuts connections',
  ],
  'answer-too-long': [
    'the answer has more than 1 MiB',
    'see whether something else answers there: no answer of this API is as long',
  ],
  'answer-redirect': [
    'the answer is a redirection ([status])',
    'give the URL that it leads to: clients of this API follow none',
  ],
  'answer-foreign': [
    'the answer ([status]) is not of this API',
    'see whether the URL ends in /identity, and whether something else answers there',
  ],
  'refused-explained': ['the service refused the call ([status]): [fault]', '[cure]'],
  'refused-certificate': [
    'the service does not take the client certificate ([status]), and says: [reasons]',
    'see whether it is of this environment, in date and not revoked, and comes with its issuer',
  ],
  'refused-key': [
    'the service has no key by the kid that was sent ([status]), and says: [reasons]',
    'give the request key of this project and environment (request-key.pem), and see whether it was revoked',
  ],
  'refused-envelope': [
    'the service cannot open what was sent ([status]), and says: [reasons]',
    'give the request key of this project and environment (request-key.pem); see whether something in between changes what passes',
  ],
  'refused-access': [
    'the service does not let this caller in ([status]), and says: [reasons]',
    'ask who runs it whether project and credential are active and may use it',
  ],
  'refused-data': [
    'the service does not take the transaction ([status]), and says: [reasons]',
    'mend the members that are named; without --file a transaction of ours is sent, which is complete',
  ],
  'refused-path': [
    'the service has no such operation ([status]), and says: [reasons]',
    'let the URL end in /identity; POST /transactions is appended to it',
  ],
  'refused-for-now': [
    'the service does not answer calls at the moment ([status]), and says: [reasons]',
    'try again in a while, and ask who runs it if that goes on',
  ],
  'call-refused': [
    'the service refused the call ([status]), and says: [reasons]',
    'ask who runs it, with the X-MC-Correlation-ID',
  ],
  'answer-not-sealed': [
    'the answer is not sealed',
    'do not believe it; see whether something in between opens what passes',
  ],
  'answer-malformed': [
    'the envelope of the answer is malformed: [fault]',
    'see whether something in between changes what passes; if not, tell whoever runs the service',
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
  'answer-base64': [
    'the answer is written in base64, not in base64url',
    'have the service write base64url: Java, Go and general libraries read nothing else',
    'note',
  ],
  'answer-no-object': [
    'the answer opened, and what was in it is no JSON object with an id',
    'tell whoever runs the service',
  ],
  'clock-off': [
    'the clock here is [apart] [direction] that of the server',
    'set it right: certificates are judged by it',
  ],
  'clock-drift': [
    'the clock here is a little off: [seconds] s [direction] that of the server',
    'let it be set by NTP, before it is off by more: certificates are judged by it',
    'note',
  ],
} as const satisfies DiagnosisRows;
