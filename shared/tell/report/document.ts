import type { GuidedCommand } from '../../domain/guidance';
import type { Certainty } from '../../domain/lineage';
import type { Timeline } from './timeline';

/** One incident as it is filed: what every form of the report has, in the same order. */
export interface Document {
  readonly id: string;
  readonly title: string;
  /** Said beside the title: severity and state. */
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
  /** Not known, or not known yet, and why. */
  | { readonly kind: 'unknown'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'commands'; readonly commands: readonly GuidedCommand[] }
  | { readonly kind: 'chain'; readonly chain: readonly ChainLink[] }
  | { readonly kind: 'timeline'; readonly timeline: Timeline };

export interface Fact {
  readonly name: string;
  readonly text: string;
}

export interface Table {
  /** What it is of, for who cannot see it. */
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Oldest first: a person, what they signed in with, the call. */
export interface ChainLink {
  readonly name: string;
  readonly kind: string;
  readonly why: string;
  readonly certainty: Certainty;
}
