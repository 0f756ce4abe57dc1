import type { ServiceClients } from './service-clients';

/** Sends one write with its input as the API spells it. Rejects with the SDK's error. */
type Send = (clients: ServiceClients, input: unknown) => Promise<unknown>;

/** One sender for each call of a kind of subject: the compiler asks for all of them. */
export type Commands<Steps> = { readonly [C in keyof Steps]: Send };

/** A sender of one of the SDK's commands by one of its clients; the step's own type says what its input is. */
export const by =
  (service: keyof ServiceClients, Command: new (input: never) => unknown): Send =>
  (clients, input) => {
    const client = clients[service] as { send: (command: unknown) => Promise<unknown> };
    return client.send(new Command(input as never));
  };
