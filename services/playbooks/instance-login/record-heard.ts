import { createHash } from 'node:crypto';
import type { Book } from '../../../shared/aws/incidents/hold-incident';
import { recordLogin } from '../../../shared/aws/playbooks/record-login';
import type { Login } from '../../../shared/domain/login';
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

const sha256 = (data: Uint8Array | string): string =>
  createHash('sha256').update(data).digest('hex');
