import type { Answer, RecordedAnswer } from './recorded-answers';
import type { Scene } from './scene';

/**
 * How the sandbox is brought into the situation of a recorded answer, and asked. By the answer's id, so that the
 * recorded sentences are not copied; a comment or the function's name says what it is about.
 */
export type Situation =
  /** The call is made, and its answer compared. */
  | ((scene: Scene, recorded: RecordedAnswer) => Promise<Answer>)
  /** The sandbox cannot be asked: no such service, or a fact that no call shows. A sentence. */
  | { readonly notAsked: string }
  /** It answers otherwise, and means to: words that stand in services/sandbox/FIDELITY.md. */
  | { readonly onPurpose: string };

export type Situations = Readonly<Record<string, Situation>>;
