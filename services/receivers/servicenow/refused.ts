import type { HookAnswer } from '../receiver';

/** An error as the Table API gives it. */
export function refused(status: number, message: string, detail: string): HookAnswer {
  return { status, body: { error: { message, detail }, status: 'failure' } };
}
