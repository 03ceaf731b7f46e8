/** practice.md, sections 4, 5 and 7: what a sentence to a person never says, language by language. */

/** No shouting and no pictures of feelings, whatever the language. */
export const anywhere = /!|\p{Extended_Pictographic}/u

/** Whole words of a language; `…` stands for whatever letters may hang on them. */
const whole = words =>
  new RegExp(`(?<!\\p{L})(?:${words.replaceAll('…', '\\p{L}*').replaceAll(' ', '\\s+')})(?!\\p{L})`, 'iu')

/** A number as a message has it: written, in words, or a value (see `readings`). */
const many = '(?:\\d+|Ana|two|three|four|five|six|seven|eight|nine|ten)'

const english = [
  // what a person did is never wrong, and nothing of theirs has failed
  'fail(?:s|ed|ing|ure|ures)?|invalid|errors?|wrong…|incorrect…|inaccurate|illegal|oops|bad|badly|unable|unexpected|not what (?:we|was) expected|denied|unsuccessful…|reject…|refuse[ds]?',
  'mistake…|mistaken…|faulty|blam…|guilty|careless…|stupid…|misspel…|mistyp…|typos?|try harder|forbidden|prohibited|unacceptable',
  '(?:my|your|his|her|their|own|at) faults?',
  "(?:not|\\p{L}+n[’']t) (?:quite )?(?:valid|correct|right(?! now)|accept…|allowed|permitted|good enough)",
  // nor what they did not do
  "you (?:did not|didn[’']t|have not|haven[’']t|[’']ve (?:not|never)|had not|hadn[’']t|have never|never|still have|have yet|have forgotten|forgot|missed|skipped|neglected|gave up|broke|should(?: not|n[’']t)? have|could have)",
  "you[’']ve (?:not|never|forgotten|missed|skipped|broken)",
  // words of machines and of clinics for people
  'users?|usernames?|peers?|admins?|moderators?|owners?|handles?|patients?|clients?|mentors?|sponsors?|inputs?|submi(?:t|ts|tted|ssion|ssions)',
  // counting people
  'likes?|liked|likers?|loved (?:it|this|that|your)|followers?|views|upvotes?|hearts|reactions?|popular…|trending',
  `(?:seen|read|viewed|opened|loved) by ${many}`,
  // how many have something, and how many will be able to read, are told
  `(?<!of )${many} (?:people|persons|members)(?! (?:will be able to|can) read)`,
  'last seen|(?:is|are) online|is typing|unread',
  // games, and chains of days
  'streaks?|points|levels?|badges?|ranks?|ranking|ratings?|scores?|rewards?|goals?|achiev…|accomplish…|personal best|new record',
  `in a row|days running|keep (?:it up|going|writing)|don[’']t forget|daily goal|day ${many} (?:of|in)|${many} days? (?:straight|without|since)|journey|chain|back on track|(?:are|re|fall|falling) behind|you were away|come back tomorrow|since you (?:last )?(?:wrote|were|came|opened)|(?:we )?missed you|miss you|long time no see`,
  // praise and cheer
  "congratulations|congrats|well done|well written|way to go|proud of|you (?:did|made|nailed) it|good for you|(?:you[’']re|you are|is) doing (?:great|well|so well|fine)|hooray|yay|bravo",
  '(?:good|great|nice|fine|lovely) (?:work|job|one|going|start|effort)|nicely|awesome|amazing|excellent|brilliant…|fantastic|wonderful…|superb?|impressive|great',
  // what it is about is said plainly, and nothing sounds like an end
  'trigger warnings?|nsfw|panic mode|crisis mode|relapse[ds]?|committed suicide|suffers? from|addicts?|clinically|last words',
  // one thing has one name: what travels without a network goes by file (docs/design-language.md)
  'sync[- ]files?|by files',
].map(whole)

const viele = '(?:\\d+|Ana|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)'

const german = [
  // what a person did is never wrong, and nothing of theirs has failed
  'fehlgeschlagen…|fehlschl…|schlug fehl|schlägt fehl|gescheitert…|scheiter…|missl(?:ang|ungen)…|versag(?:t|en)…|erfolglos…|misserfolg…|ohne erfolg|nicht erfolgreich',
  '…fehler…|…fehlerhaft…|ungültig…|falsch…|inkorrekt…|unzulässig…|unerlaubt…|verboten…|verweigert…|illegal…|schlecht…|hoppla|ups|nicht erwartet|unerwartet…|streng dich an',
  'abgelehnt…|abgewiesen…|zurückgewiesen…|irrtum|irrtümlich…|vertippt|verschrieben|(?:deine|selbst|eigene) schuld|schuldig|unachtsam…',
  '(?:nicht|nichts) (?:ganz )?(?:gültig…|richtig…|korrekt…|erlaubt…|akzeptiert…|angenommen…|gut genug)|stimmt (?:so )?nicht',
  // nor what they did not do
  '(?:du hast|hast du) (?:[\\p{L}\\d]+ ){0,6}(?:nicht|nichts|nie|niemals|vergessen|versäumt|verpasst|übersehen|ausgelassen|abgebrochen)',
  'du hättest|hättest du|verpass(?:t|en)|versäum…|nicht vergessen|vergiss nicht',
  // words of machines and of clinics for people
  'benutzer…|nutzer…|anwender…|users?|peers?|admins?|administrator…|moderator…|eigentümer…|patient…|klient…|kund(?:e|en|in|innen)|mentor…|sponsor…|eingaben?',
  // counting people
  `likes?|gelik(?:t|ed)…|gefällt mir|gefällt das|mögen (?:das|es|dies)|follower…|aufrufe|reaktionen|herzen|beliebt…|(?:gesehen|gelesen) von ${viele}`,
  `(?<!von )${viele} (?:menschen|leuten?|mitglieder…)(?! (?:können|werden) (?:das|es|dies) lesen)`,
  'zuletzt (?:online|gesehen|aktiv)|(?:ist|sind) online|tippt gerade|schreibt gerade|ungelesen…',
  // games, and chains of days
  'streaks?|serien?|…strähne…|punkte|punktzahl|punktestand|levels?|abzeichen|rang|ränge|rangliste…|bewertung…|belohn…|ziele?|tagesziel…|rekord…|bestleistung…',
  `in folge|am stück|hintereinander|tage ohne pause|weiter so|bleib dran|tag ${viele} (?:von|deine[rs]?)|(?:deine[rs]?|auf der) reise|(?:deine|die) kette|unterbrochene? kette|vermisst|du warst (?:lange )?(?:weg|fort|nicht da)|komm morgen wieder|seit ${viele} tagen`,
  // praise and cheer
  'glückwunsch…|gratul…|(?:gut|schön|fein|toll) gemacht|(?:gute|tolle|schöne|starke) (?:arbeit|leistung)|super|toll…|prima|großartig…|klasse|spitze|stolz|geschafft|bravo|hurra|juhu',
  'wunderbar…|ausgezeichnet…|hervorragend…|fantastisch…|phantastisch…|sehr gut',
  // what it is about is said plainly, and nothing sounds like an end
  'trigger…|nsfw|panik…|krise…|rückf(?:all|älle)…|selbstmord…|leide(?:t|st) an|leiden an|…süchtig…|klinisch…|letzten? worten?|letzten? wörter…?',
  // one thing has one name
  'sync-?datei…|(?:mit|als) dateien? (?:beitreten|allein)|nur (?:mit|als) dateien?',
].map(whole)

/** By the first two letters of a catalogue. One that is not here is nobody's to check, and red. */
export const banned = { en: english, de: german }
/** Where such a word says something else. */
export const plain = [/\blooks? like\b/gi, /\bwould (you )?like\b/gi, /\bif you like\b/gi]
