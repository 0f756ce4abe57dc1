import type { GuidedCommand } from '../../domain/guidance';
import type { Certainty } from '../../domain/lineage';
import type { Milestone } from './login/milestones';
import type { Timeline } from './timeline';

/** One incident as a report: what every form of it has, in the same order. */
export interface Document {
  readonly id: string;
  readonly title: string;
  /** Shown beside the title: severity and state. */
  readonly marks: readonly string[];
  readonly sections: readonly Section[];
}

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** Every text may be hostile: a renderer escapes all of them. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  /** That something is not known, or not known yet, and why. */
  | { readonly kind: 'unknown'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'commands'; readonly commands: readonly GuidedCommand[] }
  | { readonly kind: 'chain'; readonly chain: readonly ChainLink[] }
  | {
      readonly kind: 'timeline';
      readonly timeline: Timeline;
      /** Of a login: what is drawn in place of times that were blind. */
      readonly milestones?: readonly Milestone[];
    };

export interface Fact {
  readonly name: string;
  readonly text: string;
}

export interface Table {
  /** What the drawing shows, for readers who cannot see it. */
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** From the person, by what they signed in with, to the call. */
export interface ChainLink {
  readonly name: string;
  readonly kind: string;
  readonly why: string;
  readonly certainty: Certainty;
}
