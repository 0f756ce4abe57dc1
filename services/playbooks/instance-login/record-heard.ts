import { createHash } from 'node:crypto';
import type { Book } from '../../../shared/aws/incidents/hold-incident';
import { recordHostsLook } from '../../../shared/aws/playbooks/record-hosts-look';
import { recordLogin } from '../../../shared/aws/playbooks/record-login';
import type { HostsLook } from '../../../shared/domain/hosts-look';
import type { Login } from '../../../shared/domain/login';
import { tellHosts } from '../../../shared/playbooks/instance-login/hosts-look';
import {
  handOfLogin,
  loginEvent,
  subjectOf,
} from '../../../shared/playbooks/instance-login/login-event';

/** Writes a login down, on the incident of its machine and its hand. */
export function recordHeard(book: Book, login: Login, at: string): Promise<string> {
  const subject = subjectOf(login);
  const hand = handOfLogin(login, sha256);
  return recordLogin(book, { login, event: loginEvent(login, at), hand, subject }, at);
}

/** Writes down how the machines of a place are heard. */
export const recordLook = (book: Book, look: HostsLook, now: string): Promise<string | undefined> =>
  recordHostsLook(book, { ...look, ...tellHosts(look) }, now);

const sha256 = (data: Uint8Array | string): string =>
  createHash('sha256').update(data).digest('hex');
