import type { Evidence } from '../domain/evidence';
import type { SubjectKind } from '../domain/subject';
import type { Technique } from '../domain/technique';
import { stopLogging } from './trail/stop-logging';

export type Techniques = { readonly [K in SubjectKind]: readonly Technique<K>[] };

/** Every known way to blind a subject. Adding one: its file, its line here, its test. */
export const techniques: Techniques = {
  trail: [
    stopLogging, // CT-01
  ],
};

export const allTechniques: readonly Technique[] = Object.values(techniques).flat();

/** Nothing when no technique has this id. */
export const findTechnique = (id: string): Technique | undefined =>
  allTechniques.find((technique) => technique.id === id);

/** The techniques this call could be. It need not be any: UpdateTrail also strengthens trails. */
export const suspected = ({ eventSource, eventName }: Evidence): readonly Technique[] =>
  allTechniques.filter((technique) => technique.events[eventSource]?.includes(eventName));

export const mayTamper = (evidence: Evidence): boolean => suspected(evidence).length > 0;
