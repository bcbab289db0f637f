import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signatureAlgorithmOf } from './signature-algorithm.ts';

const certify = (...args: readonly string[]): Buffer => {
  const fixed = ['req', '-x509', '-nodes', '-keyout', '/dev/null', '-subj', '/CN=a', '-newkey'];
  return new X509Certificate(execFileSync('openssl', [...fixed, ...args], { stdio: 'pipe' })).raw;
};

const ec = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];

describe('the algorithm that a certificate is signed with', () => {
  it.each([
    ['SHA-1', ['rsa:2048', '-sha1']],
    ['MD5', ['rsa:2048', '-md5']],
    ['SHA-1', [...ec, '-sha1']],
  ])('is %s, which is weak: openssl %j', (name, args) => {
    expect(signatureAlgorithmOf(certify(...args))).toEqual({ name, isWeak: true });
  });

  it.each([
    [['rsa:2048', '-sha256']],
    [['rsa:4096', '-sha512']],
    [[...ec, '-sha256']],
    [['ed25519']],
  ])('is none that is weak: openssl %j', (args) => {
    expect(signatureAlgorithmOf(certify(...args)).isWeak).toBe(false);
  });
});
