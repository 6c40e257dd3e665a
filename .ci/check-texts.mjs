// Usage: node .ci/check-texts.mjs wording|links FILE...
// wording: prints each phrase of the files that .ci/wording lists, with the advice beside it. Looks at the prose of
//   documents and manual pages, at comments, and at C#'s string literals and names of tests.
// links: prints each relative link of Markdown files whose file or heading does not exist.
// Exits with 1 if it printed anything.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, join, normalize } from 'node:path';

const [mode, ...files] = process.argv.slice(2);
const findings = [];

// Everything that is not prose becomes a space, so that positions and line numbers stay as they are.
const blank = text => text.replace(/[^\n]/g, ' ');

// Code between fences is not prose.
const withoutFences = text => text.replace(/^( *)(```|~~~)[\s\S]*?^\1\2.*$/gm, blank);

const proseOf = {
    '.md': text => withoutFences(text).replace(/`[^`\n]*`/g, code => `c${blank(code.slice(1))}`)
        .replace(/\]\([^)]*\)/g, blank),
    '.1': text => text.replace(/^\.(TH|nf[\s\S]*?\.fi).*$/gm, blank).replace(/^\.\w+/gm, blank)
        .replace(/\\f.|\\-/g, blank),
    '.cs': proseOfCSharp,
};

// The comments of scripts, YAML and other files, and what scripts say of their checks.
const proseOfScript = text => text.split('\n')
    .map(line => /^(\s*)(#|check ")(.*)$/.exec(line) ?? /^(.*?\s)(#)( .*)$/.exec(line))
    .map((match, index) => match ? blank(match[1] + match[2]) + match[3] : blank(text.split('\n')[index]))
    .join('\n');

function proseOfCSharp(text) {
    const kept = [];
    // Order matters: a comment may contain quotes, and a string may contain slashes.
    const token = new RegExp([
        /\/\/[^\n]*|\/\*[\s\S]*?\*\//, // a comment
        /\$*"""[\s\S]*?"""|[$@]*"(?:[^"\\\n]|\\.)*"/, // a string
        /'(?:[^'\\\n]|\\.)+'/, // a character
        /\b[A-Za-z]\w*_\w+(?=\()/, // the name of a test
    ].map(part => part.source).join('|'), 'g');
    let end = 0;
    for (const match of text.matchAll(token)) {
        // Code between two texts separates them: a phrase does not begin in a string and end in a comment.
        kept.push(blank(text.slice(end, match.index)).replace(/ /, text.slice(end, match.index).trim() ? '|' : ' '));
        const found = match[0];
        kept.push(
            found.startsWith("'") ? blank(found)
            : found.startsWith('/') ? found.replace(/^\/+|^\s*\/+ ?|<[^>]*>/gm, blank)
            : /^[A-Za-z]/.test(found) ? found.replaceAll('_', ' ')
            : found.replace(/^[$@"]+|"+$/g, blank).replace(/^\|/gm, ' '));
        end = match.index + found.length;
    }

    return kept.join('') + blank(text.slice(end));
}

function rules() {
    const path = join(import.meta.dirname, 'wording');
    return readFileSync(path, 'utf8').split('\n').filter(line => line && !line.startsWith('#')).map(line => {
        const [pattern, advice] = line.split(' => ');
        const [flags, source] = pattern.startsWith('(?-i)') ? ['g', pattern.slice(5)] : ['gi', pattern];
        return { pattern: new RegExp(source.replaceAll(' ', '\\s+'), flags), advice };
    });
}

function checkWording(file, known) {
    const text = readFileSync(file, 'utf8');
    const prose = (proseOf[extname(file)] ?? proseOfScript)(text);
    for (const { pattern, advice } of known) {
        for (const match of prose.matchAll(pattern)) {
            const line = prose.slice(0, match.index).split('\n').length;
            findings.push(`${file}:${line}: "${match[0].replace(/\s+/g, ' ')}": ${advice}`);
        }
    }
}

// As GitHub makes the anchor of a heading.
const anchorOf = heading => heading.replace(/`|\[([^\]]*)\]\([^)]*\)/g, '$1').trim().toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-');

function anchorsOf(file) {
    const seen = new Map();
    const text = withoutFences(readFileSync(file, 'utf8'));
    return new Set([...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => {
        const anchor = anchorOf(heading), count = seen.get(anchor) ?? 0;
        seen.set(anchor, count + 1);
        return count ? `${anchor}-${count}` : anchor;
    }));
}

function checkLinks(file) {
    const text = withoutFences(readFileSync(file, 'utf8')).replace(/`[^`\n]*`/g, code => 'x'.repeat(code.length));
    for (const match of text.matchAll(/\]\(([^)\s]+)\)/g)) {
        const [path, anchor] = match[1].split('#');
        if (/^[a-z]+:/.test(path)) {
            continue;
        }

        const target = path ? normalize(join(dirname(file), path)) : file;
        const line = text.slice(0, match.index).split('\n').length;
        const problem = !existsSync(target) ? 'no such file'
            : anchor && (statSync(target).isDirectory() || !anchorsOf(target).has(anchor)) ? 'no such heading'
            : null;
        if (problem) {
            findings.push(`${file}:${line}: ${match[1]}: ${problem}`);
        }
    }
}

const known = rules();
for (const file of files) {
    mode === 'wording' ? checkWording(file, known) : checkLinks(file);
}

console.log(findings.length ? findings.join('\n') : `${files.length} files: nothing found`);
process.exit(findings.length ? 1 : 0);
