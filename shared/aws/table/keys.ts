/**
 * Where everything lies in the table.
 *
 *   pk                sk
 *   ACCOUNT#<id>      GUARD#<subject>#BASELINE          what it must be, newest version
 *   ACCOUNT#<id>      GUARD#<subject>#EPISODE           the latest incident on it: the slot for "at most one open"
 *   ACCOUNT#<id>      GUARD#delivery#<row>#<trail>#EPISODE  the same, of what a trail logs and does not deliver
 *   ACCOUNT#<id>      GUARD#unread#<region>#<kind>#EPISODE  the same, of what could not be looked at there, for one kind of reason
 *   ACCOUNT#<id>      GUARD#<subject|*>#EXEMPTION#<id>  planned changes
 *   ACCOUNT#<id>      GUARD#<subject>#OWED              that it was made anew and is not whole yet; listed by state `owed`
 *   ACCOUNT#<id>      GUARD#<subject>#PLANNED           until when its stops were part of planned changes
 *   ACCOUNT#<id>      HISTORY#<subject>#<version>       every baseline there ever was
 *   ACCOUNT#<id>      REPORT#<row>#<target>             the incident of what is told and not undone
 *   ACCOUNT#<id>      SILENCE#<region>                  the incident of heartbeats that do not arrive
 *   INCIDENT#<id>     INCIDENT                          the incident
 *   INCIDENT#<id>     FACET#<facet>                     its summary, once per subject, actor, technique …
 *
 * Everything the responder must know of an account is one Query on one partition (`GUARD#`).
 * Incidents are indexed by account, state and time; facets by facet; all of them newest first.
 */
export const accountKey = (accountId: string): string => `ACCOUNT#${accountId}`;

export const GUARD = 'GUARD#';
export const baselineKey = (subjectKey: string): string => `${GUARD}${subjectKey}#BASELINE`;
export const episodeKey = (subjectKey: string): string => `${GUARD}${subjectKey}#EPISODE`;
export const owedKey = (subjectKey: string): string => `${GUARD}${subjectKey}#OWED`;
export const mendingKey = (subjectKey: string): string => `${GUARD}${subjectKey}#MENDING`;
export const plannedKey = (subjectKey: string): string => `${GUARD}${subjectKey}#PLANNED`;
export const exemptionKey = (subjectKey: string, id: string): string =>
  `${GUARD}${subjectKey}#EXEMPTION#${id}`;

/** The slot for attempts: one incident per account at a time, however many there are. */
export const ATTEMPTS = 'ATTEMPTS';

/** The slot for what is told and not undone: one incident of a row on a target. */
export const reportSlot = (row: string, target: string): string => `REPORT#${row}#${target}`;

export const historyPrefix = (subjectKey: string): string => `HISTORY#${subjectKey}#`;
export const historyKey = (subjectKey: string, version: number): string =>
  `${historyPrefix(subjectKey)}${String(version).padStart(8, '0')}`;

export const incidentKey = (id: string): { pk: string; sk: string } => ({
  pk: `INCIDENT#${id}`,
  sk: 'INCIDENT',
});

export const facetKey = (id: string, facet: string): { pk: string; sk: string } => ({
  pk: `INCIDENT#${id}`,
  sk: `FACET#${facet}`,
});

/** Sort key of every index: ISO time first, so that newest first is a descending Query. */
export const openedKey = (openedAt: string, id: string): string => `${openedAt}#${id}`;

/** The one partition of `byTime`. Incidents are rare; docs/decisions/0002 does the sums. */
export const ORGANIZATION = 'organization';
