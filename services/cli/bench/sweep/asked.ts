/** One AWS call as it came in. */
export interface Asked {
  /** Where it was sent: queues have URLs. */
  readonly host: string;
  /** Whose credentials signed it. */
  readonly accountId: string;
  readonly region: string;
  /** As the signature names it: `cloudtrail`, `monitoring` … */
  readonly service: string;
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What goes back: JSON, or the text of the older XML protocols. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export type Answers = Readonly<Record<string, (asked: Asked) => Answer>>;

export const ok = (body: unknown): Answer => ({ status: 200, body });

/** AWS's code, in whichever protocol was asked. */
export const refused = ({ service }: Pick<Asked, 'service'>, code: string, status = 400): Answer =>
  service === 'sts' || service === 'iam'
    ? {
        status,
        body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${code}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
      }
    : { status, body: { __type: code, message: code } };

const CREDENTIAL = /Credential=A[KS]IA(\d{12})[^/]*\/\d+\/([\w-]+)\/([\w-]+)\//;

/** Nothing when it is no AWS call. */
export function readAsked(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
): Asked | undefined {
  const [, accountId, region, service] = CREDENTIAL.exec(String(headers.authorization)) ?? [];
  if (!accountId || !region || !service) return undefined;
  const place = { host: String(headers.host), accountId, region, service };
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    const input = JSON.parse(body || '{}') as Asked['input'];
    return { ...place, action: target.split('.').at(-1) ?? '', input };
  }
  const input = Object.fromEntries(new URLSearchParams(body));
  return { ...place, action: input.Action ?? '', input };
}
