import type { TamperingCall } from '../domain/technique';
import type { Connection } from './connection';
import { makeCall } from './make-call';

/** Does the damage a technique describes. Rejects with the SDK's error when AWS refuses, which is good news. */
export async function tamper(call: TamperingCall, connection: Connection): Promise<void> {
  await makeCall(call, connection);
}
