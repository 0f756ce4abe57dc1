/** SHA-256 in hexadecimal: the core is given it, as it is given everything that is not its own. */
export type Sha256 = (data: Uint8Array | string) => string;

const OPENSSH =
  /\b(ssh-(?:ed25519|rsa|dss)|ecdsa-sha2-nistp(?:256|384|521)|sk-[\w-]+@openssh\.com) ([A-Za-z0-9+/]{16,8192}={0,2})/g;

/** A public key as OpenSSH writes it, wherever it stands in a text. */
export interface PublicKey {
  readonly type: string;
  /** `SHA256:…`, as sshd logs it. */
  readonly fingerprint: string;
}

/** Those in a text, at most so many. */
export function publicKeysIn(text: string, sha256: Sha256, most = 200): readonly PublicKey[] {
  const found: PublicKey[] = [];
  for (const [, type = '', blob = ''] of text.matchAll(OPENSSH)) {
    if (found.length === most) break;
    const digest = Buffer.from(sha256(Buffer.from(blob, 'base64')), 'hex').toString('base64');
    found.push({ type, fingerprint: `SHA256:${digest.replace(/=+$/, '')}` });
  }
  return found;
}

/**
 * What EC2 calls the fingerprint of a key pair, if it can be compared with what sshd logs: only of ED25519 keys. Those of
 * RSA keys are MD5 of an imported key, SHA-1 of a created one. [D] verify-keys
 */
export const asLogged = (fingerprint: string | undefined): string | undefined =>
  /^[A-Za-z0-9+/]{43}=?$/.test(fingerprint ?? '')
    ? `SHA256:${fingerprint?.slice(0, 43)}`
    : undefined;
