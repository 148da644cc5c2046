// @pulumi/pulumi takes several stack traces for each resource. The reader of source maps that it installs for them costs a fifth of the program's
// processor time, and Node.js's own reads a map for every file of every package. This one knows for each line of our own files where it comes from.
const { readFileSync } = require("node:fs");
const { SourceMap } = require("node:module");
const { dirname, resolve } = require("node:path");

/** What `nameSources` reads, from a file's text and its source map: for each line, one after the other, the source's place in `sources`, line and column. */
function positionsOf(text, mapText) {
  const map = new SourceMap(JSON.parse(mapText));
  const sources = [];
  const places = new Map();
  const placeOf = (source) => {
    if (!places.has(source)) places.set(source, sources.push(source) - 1);
    return places.get(source);
  };
  const lines = text.split("\n").flatMap((line, index) => {
    const { originalSource, originalLine, originalColumn } = map.findEntry(index, line.search(/\S|$/));
    return originalSource === undefined ? [-1, 0, 0] : [placeOf(originalSource), originalLine + 1, originalColumn + 1];
  });
  return JSON.stringify({ sources, lines });
}

/** Makes stack traces name the sources of these files: a Map from a file to where its positions are. A file without readable ones is named itself. */
function nameSources(paths) {
  const known = new Map();
  const positions = (file) => {
    if (!known.has(file)) known.set(file, readPositions(paths.get(file)));
    return known.get(file);
  };
  const line = (frame) => {
    const file = frame.getFileName();
    return paths.has(file) ? named(frame, file, positions(file)) : String(frame);
  };
  Error.prepareStackTrace = (error, frames) =>
    [headline(error), ...frames.map((frame) => `    at ${line(frame)}`)].join("\n");
}

/** Leaves stack traces to Node.js again. */
function leaveSources() {
  Error.prepareStackTrace = undefined;
  process.setSourceMapsEnabled(true);
}

function readPositions(path) {
  try {
    const { sources, lines } = JSON.parse(readFileSync(path, "utf8"));
    return { sources: sources.map((source) => resolve(dirname(path), source)), lines };
  } catch {
    return { sources: [], lines: [] };
  }
}

function named(frame, file, { sources, lines }) {
  const at = (frame.getLineNumber() - 1) * 3;
  const [place, line, column] = lines.slice(at, at + 3);
  const source = sources[place];
  if (source === undefined) return String(frame);
  const position = `${source}:${line}:${column}`;
  return String(frame).replace(`${file}:${frame.getLineNumber()}:${frame.getColumnNumber()}`, () => position);
}

function headline(error) {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}

module.exports = { leaveSources, nameSources, positionsOf };
