const COLUMNS = 118;
const LINE = 19;
const WIDTH = 8.43;
const EDGE = 20;

/** Of the SGR codes that picocolors writes: https://en.wikipedia.org/wiki/ANSI_escape_code#Select_Graphic_Rendition_parameters */
const COLOURS: Readonly<Record<string, string>> = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#e3b341',
  35: '#d2a8ff',
  36: '#79c0ff',
};

interface Style {
  readonly bold: boolean;
  readonly dim: boolean;
  readonly colour?: string;
}

const PLAIN: Style = { bold: false, dim: false };

/** What a terminal showed, as an SVG. Lines are cut at 118 columns. */
export function terminalPicture(output: string, title: string): string {
  const lines = output.trimEnd().split('\n');
  const width = Math.ceil(COLUMNS * WIDTH + 2 * EDGE);
  const height = lines.length * LINE + 2 * EDGE;
  let style = PLAIN;
  const texts = lines.map((line, index) => {
    let column = 0;
    const spans = line.split(ESCAPE).map((part, at) => {
      if (at % 2 === 1) {
        style = after(style, part);
        return '';
      }
      const room = COLUMNS - column;
      const text = [...part].slice(0, room).join('');
      column += [...part].length;
      const isCut = room > 0 && [...part].length > room;
      return text === '' ? '' : span(isCut ? `${text.slice(0, -1)}…` : text, style);
    });
    return `<text x="${EDGE}" y="${EDGE + (index + 0.75) * LINE}" xml:space="preserve">${spans.join('')}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" fill="#e6edf3">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>`,
    ...texts,
    '</svg>',
    '',
  ].join('\n');
}

const ESCAPE = new RegExp(`${String.fromCharCode(27)}\\[([\\d;]*)m`);

function after(style: Style, codes: string): Style {
  let next = style;
  for (const code of codes.split(';')) {
    if (code === '0' || code === '') next = PLAIN;
    else if (code === '1') next = { ...next, bold: true };
    else if (code === '2') next = { ...next, dim: true };
    else if (code === '22') next = { ...next, bold: false, dim: false };
    else if (code === '39') next = { bold: next.bold, dim: next.dim };
    else if (COLOURS[code]) next = { ...next, colour: COLOURS[code] };
  }
  return next;
}

function span(text: string, { bold, dim, colour }: Style): string {
  const look = [
    colour && `fill="${colour}"`,
    bold && 'font-weight="bold"',
    dim && 'fill-opacity="0.6"',
  ].filter(Boolean);
  return look.length > 0
    ? `<tspan ${look.join(' ')}>${escaped(text)}</tspan>`
    : `<tspan>${escaped(text)}</tspan>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
