import type { Observation } from '../domain/observation';
import { allParts } from '../domain/parts';
import { type DependencyKind, isOfKind, type Parts, type Subject } from '../domain/subject';
import { observeDependency } from './dependencies/observe-dependency';
import type { ServiceClients } from './dependencies/service-clients';
import { observeTrail } from './observe-trail';

/** Reads a subject of any kind: for the command line and drills, where no millisecond counts. Never throws. */
export const observeSubject = (
  subject: Subject,
  parts: Parts,
  clients: ServiceClients,
  now: () => Date,
): Promise<Observation> =>
  isOfKind(subject, 'trail')
    ? observeTrail(subject, parts, clients.cloudtrail, now)
    : observeDependency(subject as Subject<DependencyKind>, parts, clients, now);

/** The same with every part of it, now. */
export const observeWhole = (subject: Subject, clients: ServiceClients): Promise<Observation> =>
  observeSubject(subject, allParts(subject.kind), clients, () => new Date());
