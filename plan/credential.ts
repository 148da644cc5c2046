const secretName =
  /(^|_)(SECRET|TOKEN|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|PRIVATE_?KEY|API_?KEY|ACCESS_?KEY)(_|$)/i;

/** No text of a plan may be longer, so that what lies beyond is refused anyway; it bounds what looking costs. */
const longestText = 4000;

/** The hash of a plan or the digest of an image: long and random, and no secret. */
const digest = /\b(v1|sha256|sha512):[a-f0-9]{64,128}\b/g;

/** Beginnings by which the issuers of tokens make them findable. */
const tokenForms: readonly RegExp[] = [
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{20,}/,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/,
  /\bglpat-[A-Za-z0-9_-]{16,}/,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/,
  /\b[sr]k_(live|test)_[A-Za-z0-9]{16,}/,
  /\bsk-[A-Za-z0-9_-]{20,}/,
  /\bAIza[A-Za-z0-9_-]{30,}/,
  /\bya29\.[A-Za-z0-9_-]{20,}/,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/,
  /\bnpm_[A-Za-z0-9]{30,}/,
  /\bpypi-[A-Za-z0-9_-]{30,}/,
  /\bhv[sbr]\.[A-Za-z0-9_-]{20,}/,
  /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/,
  /\bdop_v1_[a-f0-9]{32,}/,
  /\bpul-[a-f0-9]{32,}/,
];

/**
 * Why a text looks like a credential, or `undefined`. `name` is the variable it is given to, where there is one.
 * It errs on the side of asking: what is refused wrongly can be written as a reference all the same.
 */
export function credentialIn(name: string | undefined, whole: string): string | undefined {
  const text = whole.slice(0, longestText);
  if (name !== undefined && secretName.test(name) && text !== "") return `a literal in a variable named ${name}`;
  if (/-----BEGIN [A-Z ]{1,40}-----/.test(text)) return "a PEM block";
  if (/[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@]{0,200}:[^\s/@]{1,200}@/i.test(text)) return "a URL with a password";
  if (/\b(password|passwd|pwd|secret|token|api[_-]?key)\s{0,5}=\s{0,5}[^\s;&$]{3,}/i.test(text))
    return "a password in a text";
  if (tokenForms.some((form) => form.test(text))) return "a token of a known form";
  return text
    .replace(digest, "")
    .split(/[^A-Za-z0-9+/=_-]+/)
    .some(isRandom)
    ? "a random text"
    : undefined;
}

/** Long, of mixed characters and with as much entropy as a generated key has. */
function isRandom(word: string): boolean {
  if (/^[a-f0-9]{32,}$/i.test(word)) return /[0-9]/.test(word) && /[a-f]/i.test(word) && entropy(word) >= 3;
  if (word.length < 24 || !/[0-9]/.test(word) || !/[a-z]/.test(word) || !/[A-Z]/.test(word)) return false;
  return entropy(word) >= 4;
}

/** Shannon entropy of the characters of a word, in bits a character. */
function entropy(word: string): number {
  const counts = new Map<string, number>();
  for (const character of word) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / word.length) * Math.log2(count / word.length), 0);
}
