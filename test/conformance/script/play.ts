import type { Answered, Call } from './call';
import { normalized } from './normalized';
import { type Clients, clientsOf, type Place } from './place';

/** By the call's title: what was answered, or how it was refused, with everything that is chance taken out. */
export type Answers = Readonly<Record<string, unknown>>;

/** Makes the calls one after the other; a refusal is an answer. */
export async function play(calls: readonly Call[], place: Place): Promise<Answers> {
  const clients: Record<Call['as'], Clients> = {
    management: clientsOf(place, place.management),
    member: clientsOf(place, place.member),
    'member in eu-west-1': clientsOf(place, place.member, 'eu-west-1'),
  };
  const raw = new Map<string, Readonly<Record<string, unknown>>>();
  const answered: Answered = (title) => raw.get(title) ?? {};
  for (const { title, as, make } of calls) {
    raw.set(title, await answerOf(() => make(clients[as], place, answered)));
  }
  for (const client of Object.values(clients).flatMap((of) => Object.values(of))) client.destroy();
  return Object.fromEntries([...raw].map(([title, answer]) => [title, normalized(answer, place)]));
}

async function answerOf(ask: () => Promise<object>): Promise<Readonly<Record<string, unknown>>> {
  try {
    const { $metadata: _, ...answer } = { $metadata: {}, ...(await ask()) };
    return answer;
  } catch (error) {
    const { name, message, $metadata } = error as Error & {
      readonly $metadata?: { readonly httpStatusCode?: number };
    };
    return { refused: name, message, status: $metadata?.httpStatusCode };
  }
}
