import { field, text } from '../../record/json';
import type { LogRecord } from '../../record/log-record';

/** What guidance may say of one record. Everything in it is fit to be pasted into a shell. */
export interface Facts {
  readonly eventName: string;
  /** `cloudtrail.amazonaws.com` */
  readonly eventSource: string;
  readonly target: string;
  readonly accountId: string;
  readonly region: string;
  readonly at: string;
  readonly who: string;
  readonly from: string;
  readonly record: LogRecord;
  /** The first of these request fields that says something; else the last of the names as a placeholder. */
  readonly asked: (...names: readonly string[]) => string;
}

export function factsOf(record: LogRecord, target: string): Facts {
  const { eventName, eventSource, accountId, region, eventTime, sourceIp, actor, request } = record;
  return {
    eventName,
    eventSource,
    target: pasteable(target, 'name'),
    accountId: pasteable(accountId, 'account'),
    region: pasteable(region, 'region'),
    at: pasteable(eventTime, 'time'),
    who: pasteable(actor.principal, 'who'),
    from: pasteable(sourceIp, 'address'),
    record,
    asked: (...names) => {
      const found = names.map((name) => text(field(request, name))).find((one) => one);
      return pasteable(found, names.at(-1) ?? 'name');
    },
  };
}

/**
 * A line of guidance is a sentence, or `why: command` with one command that may be pasted as it stands:
 * what is to be known beside it comes before the colon, or in a line of its own.
 */
export const step = (why: string, command: string): string => `${why}: ${command}`;

/** The text with the facts that stand in braces: `{region}`. */
export const filledIn = (text: string, facts: object): string =>
  text.replace(/\{(\w+)\}/g, (braced, name: string) => String(field(facts, name) ?? braced));

/**
 * Names are typed by the attacker and commands are pasted by tired people: what is not plain is left
 * for a human to fill in.
 */
export const pasteable = (said: string | undefined, placeholder: string): string =>
  said !== undefined && PLAIN.test(said) ? said : `<${placeholder}>`;

const PLAIN = /^[A-Za-z0-9/][A-Za-z0-9_@+=:,./-]{0,1023}$/;
