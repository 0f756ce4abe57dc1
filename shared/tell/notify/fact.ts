import { cut } from './cut';

/** One line of a message. */
export interface Fact {
  readonly name: string;
  readonly text: string;
}

/** A name may be as long as an attacker likes, and every channel has a limit. */
export const short = ({ name, text }: Fact): Fact => ({ name, text: cut(text, 2_000) });
