import { ipNumber } from './cidr';
import type { Login } from './machine';

/** `USER_PROCESS` and `DEAD_PROCESS` [utmp(5)]. */
export const LOGGED_IN = 7;
export const LOGGED_OUT = 8;

/** One entry of utmp and wtmp as Linux writes it on 64 bits, 384 bytes [utmp(5)]. */
export function loginEntry(login: Login, type: number): Buffer {
  const { shellPid, tty, user, from, at } = login;
  const entry = Buffer.alloc(384);
  entry.writeInt16LE(type, 0);
  entry.writeInt32LE(shellPid, 4);
  entry.write(tty, 8, 32, 'latin1');
  entry.write(tty.replace('pts/', 'ts/'), 40, 4, 'latin1');
  entry.write(user, 44, 32, 'latin1');
  entry.write(from, 76, 256, 'latin1');
  entry.writeInt32LE(Math.floor(at.getTime() / 1000), 340);
  entry.writeUInt32BE(ipNumber(from) || 0, 348);
  return entry;
}
