import type { Trace } from '../../domain/trace';
import type { DnsQuery } from './read-detections';

/** Ends of names, and what they are. Nothing of it is bad on its own; on a machine just broken into it is looked at. */
const TELLING: readonly (readonly [string, readonly string[]])[] = [
  [
    'pools that mine coins',
    [
      ...[
        '2miners.com',
        'c3pool.com',
        'ethermine.org',
        'f2pool.com',
        'hashvault.pro',
        'herominers.com',
      ],
      ...['minergate.com', 'minexmr.com', 'moneroocean.stream', 'nanopool.org', 'nicehash.com'],
      ...['supportxmr.com', 'unmineable.com', 'xmrpool.eu'],
    ],
  ],
  [
    'services that tell an intruder that a machine called',
    [
      ...[
        'burpcollaborator.net',
        'canarytokens.com',
        'dnslog.cn',
        'interact.sh',
        'oast.fun',
        'oast.live',
      ],
      ...[
        'oast.me',
        'oast.online',
        'oast.pro',
        'oast.site',
        'oastify.com',
        'requestbin.net',
        'webhook.site',
      ],
    ],
  ],
  [
    'tunnels through a firewall',
    [
      ...[
        'localhost.run',
        'loca.lt',
        'ngrok-free.app',
        'ngrok.app',
        'ngrok.dev',
        'ngrok.io',
        'pagekite.me',
      ],
      ...['serveo.net', 'trycloudflare.com'],
    ],
  ],
  [
    'places where files are dropped and fetched',
    [
      ...[
        '0x0.st',
        'anonfiles.com',
        'bashupload.com',
        'file.io',
        'gofile.io',
        'mega.nz',
        'paste.ee',
      ],
      ...['pastebin.com', 'temp.sh', 'termbin.com', 'transfer.sh'],
    ],
  ],
  ['the Tor network', ['onion', 'torproject.org']],
];

/** Names of so many different long first labels under one end carry data ([MEM] DNS tunnels). */
const MANY_LONG = 30;
const LONG = 25;

/** Names that machines ask for in the hands of intruders: by their end, or because they carry data. */
export function nameTraces(queries: readonly DnsQuery[]): readonly Trace[] {
  const named = TELLING.flatMap(([what, ends]) =>
    ends.flatMap((end): readonly Trace[] => {
      const found = queries.filter(({ name }) => isUnder(name, end));
      const [first] = found;
      if (!first) return [];
      return [traceOf(`It asked for ${first.name}, one of ${what}`, found)];
    }),
  );
  const long = new Map<string, DnsQuery[]>();
  for (const query of queries) {
    const [label = '', ...rest] = query.name.split('.');
    const end = rest.slice(-2).join('.');
    // Services of AWS have such names by themselves.
    if (label.length < LONG || /(^|\.)(amazonaws\.com|aws|arpa|internal)$/.test(end)) continue;
    long.set(end, [...(long.get(end) ?? []), query]);
  }
  const carried = [...long].flatMap(([end, some]) => {
    const names = new Set(some.map(({ name }) => name)).size;
    return names < MANY_LONG
      ? []
      : [
          traceOf(
            `It asked for ${names} long names under ${end}, as those do that carry data`,
            some,
          ),
        ];
  });
  return [...named, ...carried];
}

const isUnder = (name: string, end: string): boolean => {
  const low = name.toLowerCase();
  return low === end || low.endsWith(`.${end}`);
};

function traceOf(sentence: string, found: readonly DnsQuery[]): Trace {
  const [first] = found;
  return {
    kind: 'name',
    sentence: `${sentence} (${found.length} ${found.length === 1 ? 'time' : 'times'}).`,
    evidence: found.slice(0, 3).map(({ line }) => line),
    ...(first && { at: first.at }),
    words: 'aws',
  };
}
