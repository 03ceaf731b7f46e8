/** German: every sentence of the house. Said to one person, as to somebody one knows. */
import type { Catalogue } from './en.ts'

export const de: Catalogue = {
  'app.name': 'Kinfold',

  'menu.lock': 'Abschließen',
  'menu.hide': 'Verbergen',
  'window.hidden': 'Notizen',
  'menu.quit': 'Kinfold beenden',
  'menu.edit': 'Bearbeiten',
  'menu.undo': 'Rückgängig',
  'menu.redo': 'Wiederherstellen',
  'menu.cut': 'Ausschneiden',
  'menu.copy': 'Kopieren',
  'menu.paste': 'Einfügen',
  'menu.paste.plain': 'Ohne Formatierung einfügen',
  'menu.select.all': 'Alles auswählen',
  'folder.keep': 'Wohin sollen die Sicherungen?',
  'folder.find': 'Wo liegt die Sicherung?',
  'folder.carry': 'Wohin soll diese Sicherung?',
  'folder.export': 'Wohin soll die lesbare Kopie?',
  'folder.take': 'Diesen Ordner nehmen',
  'copy.where': 'Wohin soll die Kopie?',
  'copy.take': 'Hier ablegen',
  'outside.title': 'Außerhalb von Kinfold öffnen?',
  'outside.detail': 'Das öffnet {address} in deinem Browser oder Mailprogramm. Dort ist es nicht privat.',
  'outside.open': 'Öffnen',
  'outside.cancel': 'Abbrechen',

  'profile.title': 'Kinfold kann hier kein Notizbuch aufbewahren',
  'profile.detail':
    'Der Ordner ist {folder}. Nichts wurde geöffnet und nichts geändert. Wähle einen eigenen Ordner, in den du schreiben darfst, und starte Kinfold neu.',

  'leave.title': 'Etwas ist nicht gespeichert',
  'leave.detail':
    'Es ließ sich nicht speichern und steht nur in diesem Fenster. Schaffe Platz auf der Festplatte, oder kopiere es anderswohin.',
  'leave.stay': 'Bleiben',
  'leave.go': 'Trotzdem schließen',

  'help.open': 'Hilfe jetzt',
  'help.title': 'Hilfe jetzt',
  'help.lead': 'Wenn du in Gefahr sein könntest, ruf jetzt jemanden an. Du musst dir nicht sicher sein.',
  'help.988': 'Anrufen oder schreiben, rund um die Uhr. USA und Kanada.',
  'help.911': 'Notruf. USA und Kanada.',
  'help.elsewhere': 'Wenn du anderswo bist, wähle den Notruf, der bei dir gilt.',
  'help.copy': '{number} kopieren',
  'help.copied': '{number} ist kopiert. Nach einer Minute leert Kinfold die Zwischenablage.',
  'help.person':
    'Du kannst auch zu einem Menschen in deiner Nähe gehen. Sag: „Ich brauche dich jetzt bei mir.“',
  'help.watch': 'Kinfold liest nicht mit. Niemand wird benachrichtigt.',
  'help.check':
    'Wir haben diese Nummern nicht bei den Diensten selbst geprüft. Wenn sich niemand meldet, wähle den Notruf an deinem Ort.',
  'help.close': 'Schließen',
  'help.band': 'Wenn du jetzt jemanden brauchst',
  'help.band.988': 'anrufen oder schreiben, rund um die Uhr',
  'help.band.911': 'Notruf',
  'help.band.place': 'Für die USA und Kanada.',

  'cover.closed': 'Dieses Notizbuch ist geschlossen. Deine Passphrase öffnet es.',
  'cover.offline': 'Solange es geschlossen ist, wird nichts gesendet, und nichts kommt an.',
  'cover.gone':
    'Das Notizbuch hat sich von selbst geschlossen. Was du geschrieben hast, steht noch in diesem Fenster. Öffne es wieder, dann wird alles gespeichert.',
  'cover.harmed':
    'Ein Teil dieses Notizbuchs ließ sich nicht lesen. Gib deine Passphrase ein. Vor dem Öffnen suchen wir eine Sicherung.',
  'cover.harmed.words':
    'Ein Teil dieses Notizbuchs ließ sich nicht lesen. Vor dem Öffnen suchen wir eine Sicherung.',
  'cover.harmed.kept':
    'Was du zuletzt geschrieben hast, steht noch in diesem Fenster und wird danach gespeichert.',
  'cover.harmed.look': 'Eine Sicherung suchen',
  'cover.passphrase': 'Passphrase',
  'cover.show': 'Zeigen',
  'cover.hide': 'Verdecken',
  'cover.show.label': 'Die Passphrase zeigen',
  'cover.hide.label': 'Die Passphrase verdecken',
  'cover.open': 'Öffnen',
  'cover.opening': 'Wird geöffnet …',
  'cover.opening.long': 'Wird geöffnet. Das dauert einen Moment, damit niemand schnell raten kann.',
  'cover.words': 'Mit meinen Rettungswörtern öffnen',
  'cover.starting': 'Gleich ist alles bereit …',
  'cover.empty': 'Gib zuerst deine Passphrase ein.',
  'cover.not-saved':
    'Dieser Computer lässt Kinfold in seinem eigenen Ordner nicht lesen oder schreiben. Dein Notizbuch ist, wie es war. Erlaube Kinfold, diesen Ordner zu benutzen, dann versuch es noch einmal.',
  'cover.disk-full':
    'Die Festplatte dieses Computers ist voll. Dein Notizbuch ist, wie es war. Schaffe Platz, dann versuch es wieder.',

  'first.title': 'Ein Notizbuch für dich',
  'first.what': 'Schreib hier für dich. Was du schreibst, ist verschlossen und bleibt auf diesem Computer.',
  'first.circle':
    'Später kannst du Notizen mit einem kleinen Kreis von Menschen teilen, denen du vertraust. Eure Computer sprechen miteinander. Keine Firma ist dazwischen.',
  'first.how': 'Du brauchst kein Konto.',
  'first.next': 'Weiter',
  'first.not.title': 'Was es nicht ist',
  'first.not': 'Kinfold ist ein Notizbuch und ein Treffpunkt. Es ist keine Behandlung und kein Notdienst.',
  'first.not.help': 'Wenn du in Gefahr sein könntest, drücke „Hilfe jetzt“. Es steht oben auf jeder Seite.',
  'first.not.nobody': 'Niemand liest mit. Niemand erfährt davon, und niemand wird benachrichtigt.',
  'first.look.title': 'Kannst du das gut lesen?',
  'first.look.lead': 'Wähle, was deinen Augen guttut. Du kannst es jederzeit ändern.',
  'first.begin': 'Anfangen',
  'create.title': 'Wähle eine Passphrase',
  'create.lead': 'Ein paar Wörter, die du dir merken kannst. Mindestens 8 Zeichen.',
  'create.passphrase': 'Passphrase',
  'create.again': 'Dieselbe Passphrase noch einmal',
  'create.warning':
    'Schreib sie auf und bewahre sie sicher auf. Ohne sie öffnet niemand dieses Notizbuch. Auch wir nicht.',
  'create.make': 'Mein Notizbuch anlegen',
  'create.making': 'Wird angelegt …',
  'create.making.long': 'Dein Notizbuch wird angelegt. Das dauert einen Moment.',
  'create.short': 'Das ist ein wenig kurz. Bitte nimm mindestens 8 Zeichen.',
  'create.differ': 'Die beiden sind nicht gleich. Lass sie dir zeigen, um zu vergleichen.',
  'create.back': 'Zurück',

  'words.title': 'Falls du sie einmal vergisst',
  'words.why':
    'Rettungswörter sind ein zweiter Weg hinein. Es sind 24 einfache Wörter, die du auf Papier schreibst.',
  'words.without': 'Ohne sie gilt: Ist die Passphrase vergessen, kann niemand mehr dieses Notizbuch öffnen.',
  'words.make': 'Rettungswörter erstellen',
  'words.later': 'Später',
  'words.making': '24 Wörter entstehen …',
  'words.write':
    'Schreib diese Wörter auf Papier, in dieser Reihenfolge. Wir zeigen sie nur dieses eine Mal.',
  'words.who':
    'Wer diese Wörter hat, kann dein Notizbuch öffnen. Bewahre das Papier sicher auf, nicht bei diesem Computer.',
  'words.list': 'Rettungswörter',
  'words.written': 'Ich habe sie aufgeschrieben',
  'words.copied':
    'Die Wörter sind kopiert. Nach einer Minute leert Kinfold die Zwischenablage. Manche Computer merken sich trotzdem, was kopiert wurde. Papier ist sicherer.',
  'words.print': 'Drucken',
  'words.print.note':
    'Am sichersten schreibst du mit der Hand. Drucker und Computer behalten vielleicht eine Kopie von dem, was gedruckt wurde.',
  'words.ask': 'Sieh auf dein Papier. Welche Wörter stehen an diesen drei Stellen?',
  'words.place': 'Wort {place}',
  'words.keep': 'Diese Wörter ab jetzt verwenden',
  'words.look': 'Noch einmal ansehen',
  'words.kept': 'Deine Rettungswörter öffnen ab jetzt dieses Notizbuch.',
  'words.left': 'Die Wörter von eben öffnen nichts. In den Einstellungen kannst du andere erstellen.',
  'words.left.before':
    'Die Wörter von eben öffnen nichts. Deine früheren Wörter öffnen das Notizbuch wie bisher.',
  'words.entry': 'Deine 24 Rettungswörter',
  'words.entry.help':
    'In der richtigen Reihenfolge. Groß oder klein ist egal, und die ersten vier Buchstaben jedes Wortes genügen.',
  'words.count': '{typed} von {all} Wörtern',
  'words.open.title': 'Mit Rettungswörtern öffnen',
  'words.open.lead': 'Das sind die 24 Wörter, die du auf Papier geschrieben hast.',
  'words.open.back': 'Mit meiner Passphrase öffnen',
  'words.new.title': 'Dein Notizbuch ist offen. Wähle eine neue Passphrase',
  'words.new.lead': 'Die alte gilt dann nicht mehr. Deine Rettungswörter bleiben, wie sie sind.',
  'words.new.keep': 'Diese Passphrase nehmen',
  'words.new.later': 'Die alte behalten',

  'access.doing': 'Das dauert einen Moment, damit niemand schnell Passphrasen durchprobieren kann.',
  'access.title': 'Was dein Notizbuch öffnet',
  'access.now': 'Deine jetzige Passphrase',
  'access.new': 'Eine neue Passphrase',
  'access.next': 'Weiter',
  'access.leave': 'Doch nicht',
  'access.change': 'Die Passphrase ändern',
  'access.change.yes': 'Ändern',
  'access.change.copies':
    'Wer eine alte Kopie hat und die alte Passphrase kannte, kann diese Kopie weiterhin öffnen.',
  'access.changed': 'Ab jetzt öffnet die neue Passphrase dieses Notizbuch.',
  'access.words.some': 'Du hast Rettungswörter.',
  'access.words.none':
    'Du hast keine Rettungswörter. Sie öffnen das Notizbuch, wenn du die Passphrase vergisst.',
  'access.words.void':
    'Deine alten Rettungswörter gelten nicht mehr, seit das Notizbuch einen neuen Schlüssel hat. Du kannst neue erstellen.',
  'access.words.anew': 'Neue Rettungswörter erstellen',
  'access.words.replaces': 'Die Wörter, die du jetzt hast, gelten dann nicht mehr.',
  'access.words.remove': 'Die Rettungswörter entfernen',
  'access.words.remove.yes': 'Entfernen',
  'access.words.removed': 'Die Rettungswörter öffnen dieses Notizbuch nicht mehr.',
  'access.rekey': 'Dem Notizbuch einen neuen Schlüssel geben',
  'access.rekey.what':
    'Kennt vielleicht jemand deine alte Passphrase und hat eine Kopie? Dann gib dem Notizbuch einen neuen Schlüssel.',
  'access.rekey.why':
    'Alles darin wird neu verschlossen. Ein Schlüssel aus einer alten Kopie öffnet nicht, was du danach schreibst.',
  'access.rekey.how':
    'Das kann ein paar Minuten dauern und braucht so viel freien Platz, wie das Notizbuch groß ist. Du kannst dabei nicht schreiben. Danach schließt sich das Notizbuch, und du öffnest es wieder.',
  'access.rekey.words': 'Deine Rettungswörter gelten dann nicht mehr. Erstelle danach neue.',
  'access.rekey.copies':
    'Kopien und Sicherungen von vorher behalten ihren alten Schlüssel und ihre alte Passphrase.',
  'access.rekey.yes': 'Anfangen',
  'access.rekey.way': 'Ein neuer Schlüssel',
  'access.rekey.copying':
    'Dein Notizbuch wird kopiert. Du kannst das abbrechen, dann bleibt alles, wie es ist.',
  'access.rekey.sealing': 'Die Kopie wird mit dem neuen Schlüssel verschlossen.',
  'access.rekey.checking': 'Wir sehen nach, ob jedes Wort da ist.',
  'access.rekey.stopped': 'Abgebrochen. Nichts hat sich geändert.',
  'access.rekey.done': 'Fertig. Das Notizbuch schließt sich jetzt. Öffne es wieder mit deiner Passphrase.',

  'notice.header-older':
    'Eine ältere Kopie der Schlüsseldatei wurde zurückgelegt. Was du geschrieben hast, ist da. Die Passphrase von damals öffnet es wieder. Wenn du das nicht warst, ändere die Passphrase in den Einstellungen.',
  'notice.words-void':
    'Deine alten Rettungswörter öffnen dieses Notizbuch nicht mehr, seit es einen neuen Schlüssel hat. Neue kannst du in den Einstellungen erstellen.',
  'notice.log-harmed':
    'Kinfold blieb plötzlich stehen, und nicht alles Neueste ließ sich lesen. Alles Ältere ist da. Sieh bitte nach, was du zuletzt geschrieben hast. Eine Kopie der beschädigten Datei ist aufgehoben.',
  'notice.dismiss': 'Gut',

  'harm.title': 'Ein Teil deines Notizbuchs lässt sich nicht lesen',
  'harm.safe': 'Nichts wurde gelöscht. Was sich öffnen lässt, ist so, wie du es geschrieben hast.',
  'harm.do':
    'Schließ das Notizbuch, und wir suchen eine unversehrte Sicherung. Was dann geschieht, entscheidest du.',
  'harm.close': 'Das Notizbuch schließen und eine Sicherung suchen',
  'harm.later': 'Jetzt nicht',

  'closing.title': 'Was soll Schließen bedeuten?',
  'closing.safe': 'In beiden Fällen wird alles gespeichert und das Notizbuch abgeschlossen.',
  'closing.leave': 'Abschließen und beenden',
  'closing.leave.what': 'Kinfold wird beendet. Zum Schreiben startest du es wieder.',
  'closing.stay': 'Abschließen und außer Sicht bleiben',
  'closing.stay.what': 'Ein kleines Fenster namens „Notizen“ wartet in der Taskleiste.',
  'closing.not': 'Nicht schließen',
  'closing.kept': 'Wenn du gewählt hast, fragen wir nicht mehr. Ändern kannst du es in den Einstellungen.',
  'closing.ask': 'Frag mich',

  'places.label': 'Orte',
  'places.journal': 'Tagebuch',
  'places.circles': 'Kreise',
  'places.settings': 'Einstellungen',
  'places.lock': 'Wegschließen',
  'places.back': 'Zurück',

  'undrawn.title': 'Diese Seite ließ sich nicht zeigen',
  'undrawn.words':
    'Kinfold konnte diese Seite nicht zeigen. Was gespeichert war, steht noch in deinem Notizbuch. Geh an einen anderen Ort, oder versuche es hier noch einmal.',
  'undrawn.again': 'Noch einmal versuchen',
  'undrawn.back': 'Zurückgehen',
  'undrawn.journal': 'Zum Tagebuch',

  'day.today': 'Heute',
  'day.yesterday': 'Gestern',
  'day.at': '{day} um {time}',
  'time.morning': 'Am Morgen',
  'time.afternoon': 'Am Nachmittag',
  'time.evening': 'Am Abend',
  'time.night': 'In der Nacht',

  'today.entry': 'Eintrag {n}, {day}',
  'today.empty': 'Ein Wort reicht.',
  'today.unreadable':
    'Dieser Tag lässt sich nicht lesen. Nichts wurde gelöscht. Andere Tage lassen sich vielleicht öffnen.',
  'today.another': 'Noch ein Eintrag',
  'today.bin': 'In den Papierkorb',
  'today.bin.label': 'In den Papierkorb: Eintrag {n}',
  'today.bin.unsaved': 'Der Eintrag bleibt hier, denn seine neuesten Wörter sind noch nicht gespeichert.',
  'today.binned': 'Der Eintrag ist im Papierkorb. Kinfold hat ihn nie jemandem geschickt.',

  'status.saved': 'Auf diesem Gerät gespeichert.',
  'status.harmed':
    'Das ließ sich nicht speichern. Es steht noch in diesem Fenster und wird gespeichert, sobald das Notizbuch wieder in Ordnung ist.',
  'status.saving': 'Wird gespeichert …',
  'status.ready': 'Was du schreibst, wird laufend gespeichert.',

  'tools.label': 'Schreiben',
  'tools.bold': 'Fett',
  'tools.italic': 'Kursiv',
  'tools.heading': 'Überschrift',
  'tools.list': 'Liste',
  'tools.ordered': 'Nummerierte Liste',
  'tools.quote': 'Zitat',
  'tools.undo': 'Geschriebenes rückgängig machen',
  'tools.redo': 'Geschriebenes wiederherstellen',

  'paste.ask.title': 'Das ist viel zum Einfügen',
  'paste.ask': 'Es sind etwa {size} Text. Das Schreiben kann danach langsam sein.',
  'paste.ask.yes': 'Einfügen',
  'paste.ask.no': 'Nicht einfügen',
  'paste.refused':
    'Das ist mehr als 2 MB, deshalb wurde es nicht eingefügt. Hier hat sich nichts geändert. Versuch es in kleineren Teilen.',
  'paste.toolong':
    'Damit würde diese Seite zu lang, deshalb wurde es nicht eingefügt. Hier hat sich nichts geändert. Füge weniger Zeilen ein, oder leg den Rest in einen anderen Eintrag oder eine andere Notiz.',

  'tools.attach': 'Eine Datei anhängen',
  'attach.way': '{name} wird angehängt',
  'attach.stop.label': 'Abbrechen: {name}',
  'attach.stopped': '{name} wurde nicht angehängt. Die Datei bleibt, wo sie war.',
  'attach.done': '{name} ist angehängt.',
  'attach.left':
    '{name} wurde nicht angehängt, weil inzwischen eine andere Seite offen war. Die Datei bleibt, wo sie war.',
  'attach.full':
    '{name} wurde nicht angehängt, weil die Festplatte dieses Computers voll ist. Was du geschrieben hast, ist sicher. Schaffe Platz, dann versuch es noch einmal.',
  'attach.folder': 'Ein Ordner lässt sich nicht anhängen. Nichts wurde geändert. Wähle die Dateien darin.',
  'attach.not.carried':
    'Der Text ist da. Die Dateien dazwischen bleiben, wo sie waren. Du kannst sie auch hier anhängen.',
  'attached.image': 'Bild: {name}',
  'attached.sound': 'Aufnahme: {name}',
  'attached.file': 'Datei: {name}',
  'attached.gone': '{name} ist nicht mehr in diesem Notizbuch.',
  'attached.gone.here':
    'Der Platz dafür bleibt. Wenn du eine Sicherung hast, ist die Datei vielleicht darin.',
  'attached.size': '{name}, {size}',
  'attached.listen': 'Anhören',
  'attached.listen.label': 'Anhören: {name}',
  'attached.opening': 'Wird geöffnet …',
  'attached.alt': 'Was ist darauf zu sehen?',
  'attached.alt.help':
    'Wenn du magst: ein paar Worte für Menschen, die es nicht sehen können. Auch die Suche findet es damit.',
  'attached.copy': 'Eine Kopie speichern …',
  'attached.remove': 'Herausnehmen',
  'attached.removed':
    '{name} ist nicht mehr in diesem Eintrag und wurde nie jemandem geschickt. Solange du auf der Seite bleibst, lässt sich das rückgängig machen. Danach ist die Datei höchstens in früheren Worten und Sicherungen.',
  'attached.close': 'Schließen',
  'shared.done': '{name} ist in der Notiz. Alle im Kreis können die Datei holen und behalten.',
  'shared.may.hold':
    'In {name} kann stehen, wo und wann die Datei entstand. Kinfold kann das nicht herausnehmen. Alle im Kreis können es lesen.',
  'shared.fetch': 'Holen',
  'shared.fetch.label': '{name} holen',
  'shared.coming': '{name} wird geholt',
  'shared.stop.label': 'Nicht weiter holen: {name}',
  'shared.nobody': 'Gerade ist niemand erreichbar, der die Datei hat. Sie kommt, sobald jemand da ist.',
  'shared.full':
    'Die Datei wurde nicht geholt, weil die Festplatte dieses Computers voll ist. Was du geschrieben hast, ist sicher. Schaffe Platz, dann hol sie noch einmal.',
  'shared.erased': 'Hier war eine Datei',
  'shared.removed':
    '{name} ist nicht mehr in dieser Notiz. In früheren Worten ist die Datei noch, und bei allen, die sie geholt haben. Du kannst das rückgängig machen.',
  'copy.title': 'Eine Kopie außerhalb speichern',
  'copy.readable': 'Die Kopie ist eine einfache Datei. Wer ihren Ordner öffnen kann, kann auch sie öffnen.',
  'copy.taken.out': 'In der Kopie steht nicht, wo, wann und mit welchem Gerät die Datei entstand.',
  'copy.keep': 'Das in der Kopie lassen',
  'copy.may.hold':
    'In so einer Datei kann stehen, wo und wann sie entstand. Kinfold kann das nicht herausnehmen. Dann steht es auch in der Kopie.',
  'copy.choose': 'Einen Platz wählen',
  'copy.leave': 'Doch nicht',
  'copy.saving': 'Die Kopie wird gespeichert …',
  'copy.saved': 'Die Kopie ist gespeichert.',

  'low.title': 'Ein Wort',
  'low.field': 'Dein Wort',
  'low.ready': 'Oder eines dieser Wörter',
  'low.word.low': 'Bedrückt',
  'low.word.between': 'Geht so',
  'low.word.okay': 'Ganz okay',
  'low.keep': 'Behalten',
  'low.kept': '„{word}“. Auf diesem Gerät gespeichert.',
  'low.held': '„{word}“ steht noch in diesem Fenster. {why}',
  'low.empty': 'Schreib zuerst ein Wort, oder nimm eines von denen darunter.',
  'low.whole': 'Das ganze Notizbuch',
  'low.half': 'Dein Wort von vorhin ist noch da.',

  'timeline.title': 'Tage',
  'timeline.now': 'Auf dieser Seite',
  'timeline.older': 'Frühere Tage',
  'timeline.all': 'Alle Tage',
  'timeline.calendar': 'Kalender',
  'days.title': 'Alle deine Tage',
  'days.lead': 'Jeder Tag, an dem du geschrieben hast. Der neueste steht oben.',
  'days.none': 'Noch steht hier nichts. Ein Wort reicht.',
  'timeline.nowords': 'Ohne Text',
  'timeline.more': '{entries, plural, one {Und noch ein Eintrag.} other {Und noch # Einträge.}}',
  'timeline.search': 'Suchen',
  'timeline.bin': 'Papierkorb',

  'search.title': 'In deinem Tagebuch suchen',
  'search.field': 'Wörter, die du suchst',
  'search.results': 'Gefunden',
  'search.none': 'In keinem Eintrag stehen alle diese Wörter.',
  'search.some': 'Gefunden. Das Neueste steht oben.',
  'search.hint': 'Nur dieser Computer sucht. Nichts wird gesendet.',

  'earlier.title': 'Frühere Worte',
  'earlier.label': 'Frühere Worte: Eintrag {n}',
  'earlier.lead': 'Was vorher in diesem Eintrag stand. Ansehen ändert nichts.',
  'earlier.now': 'Was jetzt dasteht',
  'earlier.before': 'Was vorher dastand',
  'earlier.open': 'Zum Eintrag',
  'earlier.none':
    'Noch gibt es keine früheren Worte. Wenn du diesen Eintrag änderst, wird hier aufgehoben, was vorher dastand.',
  'earlier.by': '{when}, von {names}',
  'earlier.read': 'Lesen',
  'earlier.read.label': 'Lesen: {when}, {opening}',
  'earlier.back': 'Zurücklegen',
  'earlier.back.label': 'Zurücklegen: {when}, {opening}',
  'earlier.returned': 'Diese Worte stehen wieder im Eintrag. Was vorher dastand, ist hier aufgehoben.',
  'earlier.undone': 'Der Eintrag ist, wie er war.',

  'bin.title': 'Papierkorb',
  'bin.lead': 'Einträge, die du hierher gelegt hast. Die Suche findet sie nicht.',
  'bin.empty': 'Der Papierkorb ist leer.',
  'bin.back': 'Zurücklegen',
  'bin.back.label': 'Zurücklegen: den Eintrag von {day}: {opening}',
  'bin.erase': 'Für immer löschen',
  'bin.erase.label': 'Für immer löschen: den Eintrag von {day}: {opening}',
  'bin.empty.all': 'Den Papierkorb leeren',
  'bin.ask.title': 'Für immer löschen?',
  'bin.ask.one': 'Dieser Eintrag und seine früheren Worte sind dann weg. Es gibt keinen Weg zurück.',
  'bin.ask.all':
    'Alles im Papierkorb ist dann weg: {entries, plural, one {# Eintrag} other {# Einträge}}, mit früheren Worten. Es gibt keinen Weg zurück.',
  'bin.ask.others':
    'Was im Papierkorb liegt, wurde nie jemandem geschickt. Frühere Sicherungen haben es noch.',
  'bin.ask.yes': 'Löschen',
  'bin.erased': 'Der Eintrag ist gelöscht.',
  'bin.emptied':
    '{erased, plural, one {# Eintrag ist} other {# Einträge sind}} gelöscht. Der Papierkorb ist jetzt leer.',
  'bin.returned': 'Der Eintrag ist wieder in deinem Tagebuch.',
  'list.stuck': 'Der Rest dieser Liste ließ sich gerade nicht lesen. Nichts wurde geändert.',
  'list.reading': 'Es wird weitergelesen …',
  'list.again': 'Noch einmal versuchen',
  'toast.undo': 'Rückgängig',
  'toast.undo.label': 'Rückgängig: {what}',
  'toast.close': 'Diese Meldung schließen',
  'toast.region': 'Meldungen',

  'progress.stop': 'Abbrechen',
  'progress.stopping': 'Wird abgebrochen …',
  'sheet.close': 'Schließen',
  'calendar.title': 'Kalender',
  'calendar.lead': 'Ein Punkt heißt: An diesem Tag hast du geschrieben. Tage ohne Punkt sind einfach Tage.',
  'calendar.to.today': 'Heute zeigen',
  'calendar.year.before': 'Ein Jahr früher',
  'calendar.year.after': 'Ein Jahr später',
  'calendar.none': 'Im {month} steht nichts.',
  'calendar.days': 'Tage mit Einträgen',
  'calendar.before': 'Der Monat davor',
  'calendar.after': 'Der Monat danach',
  'calendar.today': 'Heute, {day}',
  'calendar.written': '{day}, mit Eintrag',
  'about.what': 'Es geht um: {about}.',
  'about.show': 'Zeigen',
  'about.later': 'Jetzt nicht',
  'about.hide': 'Wieder verbergen',
  'witness.heard': 'Gehört von {names}.',

  'circles.title': 'Kreise',
  'circles.lead': 'Kleine Gruppen von Menschen, denen du vertraust. Alle darin wurden eingeladen.',
  'circles.list': 'Deine Kreise',
  'circles.empty': 'Du bist noch in keinem Kreis. Das hat Zeit.',
  'circles.found': 'Einen Kreis beginnen',
  'circles.join': 'Ich bin eingeladen',
  'circles.waiting': 'Du wartest auf Einlass',
  'circles.look': 'Ansehen',
  'circles.away': 'Weggelegt',
  'circles.away.in': 'Er liegt beiseite. Du kannst ihn wieder hervorholen.',
  'circles.away.left': 'Du bist gegangen.',
  'circles.away.removed': 'Du bist nicht mehr darin.',
  'circles.away.signedOut': 'Dieser Computer ist dort abgemeldet.',
  'circles.away.closed': 'Er ist geschlossen.',
  'circles.away.restored': 'Aus einer Kopie zurückgeholt. Du kannst ihn lesen.',
  'circles.away.held': 'Ein Host muss sagen, welcher deiner Computer bleibt.',
  'circles.away.newer': 'Er braucht hier ein neueres Kinfold.',
  'circles.waits.looking': 'Der andere Computer wird gesucht.',
  'circles.waits.compare': 'Es gibt Wörter zu vergleichen.',
  'circles.waits.second': 'Ein zweiter Mensch im Kreis muss zustimmen.',
  'circles.waits.file': 'Schreib die Anfragedatei und vergleicht Wörter.',
  'circles.waits.agreed': 'Es fehlt noch die Antwortdatei.',

  'found.title': 'Einen Kreis beginnen',
  'found.name': 'Name des Kreises',
  'found.name.help': 'Nur die Menschen darin sehen diesen Namen.',
  'found.own': 'Dein Name darin',
  'found.own.help':
    'Dieser Name gilt nur für diesen Kreis, der ihn behält. Es muss nicht dein richtiger Name sein.',
  'found.make': 'Beginnen',
  'found.making': 'Beginnt …',
  'found.history': 'Was Menschen lesen können, die später kommen',
  'found.history.everything': 'Alles, was da ist, wenn sie kommen.',
  'found.history.joining':
    'Nur, was nach ihrem Kommen beginnt. Ältere Notizen lassen sich ihnen einzeln öffnen.',
  'found.history.help': 'Das bleibt so, wie du es jetzt wählst.',
  'name.empty': 'Bitte schreib hier einen Namen.',
  'name.long': 'Bitte nimm höchstens 80 Zeichen.',

  'circle.people': 'Menschen in diesem Kreis',
  'circle.people.look': 'Die Menschen',
  'circle.file': 'Per Datei',
  'circle.file.also': 'Es kann auch ohne Netz reisen.',
  'file.kind': 'Dateien aus Kinfold-Kreisen',
  'file.any': 'Alle Dateien',
  'file.where': 'Wohin soll die Datei?',
  'file.name': 'Kinfold {day}',
  'file.which': 'Welche Datei aus einem Kreis?',
  'file.open': 'Öffnen',
  'file.join.name': 'Kinfold Anfrage {day}',
  'file.title': 'Per Datei',
  'file.lead':
    'Worte können ohne Netz reisen: auf einem Stick oder per Mail. Nur die Menschen, für die eine Datei ist, können sie öffnen.',
  'file.write.title': 'Eine Datei schreiben',
  'file.write.lead': 'Sie enthält, was die anderen noch nicht haben, soweit dieses Gerät es weiß.',
  'file.nobody':
    'In diesem Kreis ist noch niemand sonst. Sobald jemand da ist, kannst du eine Datei schreiben.',
  'file.for': 'Für wen ist sie?',
  'file.all': 'Für alle im Kreis',
  'file.some': 'Nur für die Menschen, die ich wähle',
  'file.people': 'Menschen, für die sie ist',
  'file.choose.first': 'Wähle zuerst wenigstens einen Menschen.',
  'file.write': 'Die Datei schreiben',
  'file.writing': 'Die Datei wird geschrieben …',
  'file.written':
    '{updates, plural, =0 {Die Datei ist geschrieben. Neues steht nicht darin; sie sagt den anderen, was bei dir ankam.} one {Die Datei ist geschrieben, mit # Änderung. Bring sie ihnen, wie du magst.} other {Die Datei ist geschrieben, mit # Änderungen. Bring sie ihnen, wie du magst.}}',
  'file.read.title': 'Eine Datei öffnen',
  'file.read.lead': 'Eine Datei zweimal zu öffnen schadet nicht. Sie darf Monate alt sein.',
  'file.read': 'Eine Datei wählen',
  'file.reading': 'Die Datei wird gelesen …',
  'file.came.title': 'Was hereinkam',
  'file.came':
    '{people, plural, one {Neu hier: {updates, plural, one {# Änderung} other {# Änderungen}} von einem Menschen.} other {Neu hier: {updates, plural, one {# Änderung} other {# Änderungen}} von mehreren Menschen.}}',
  'file.came.log': 'Neues darüber kam herein, wer im Kreis ist.',
  'file.came.nothing': 'Alles in dieser Datei war schon hier.',
  'file.came.own': 'Du hast diese Datei auf diesem Computer geschrieben. Nichts darin ist neu.',
  'file.came.from': '{name} hat sie geschrieben, für den Kreis {circle}.',
  'file.missing':
    '{missing, plural, one {Eine weitere Änderung fehlt und steht nicht in dieser Datei.} other {# weitere fehlen und stehen nicht in dieser Datei.}}',
  'file.refused':
    '{refused, plural, one {Ein Teil wurde nicht hereingelassen. Er hat nichts verändert.} other {# Teile wurden nicht hereingelassen. Sie haben nichts verändert.}}',
  'file.lacks':
    '{lacks, plural, =0 {{name} hat alles, was hier ist. Eine Antwort sagt, dass es ankam.} one {Eine Änderung von hier ist noch nicht bei {name}.} other {# Änderungen von hier sind noch nicht bei {name}.}}',
  'file.reply': 'Die Antwort für {name} schreiben',
  'file.to.circle': '{circle} öffnen',
  'people.title': 'Menschen in diesem Kreis',
  'people.lead': 'Was dieses Gerät über die Menschen in {circle} weiß.',
  'people.you': 'Das bist du.',
  'people.host': 'Host: kann Menschen einladen und hereinlassen.',
  'people.compared': 'Ihr beide habt Wörter verglichen. Sie waren gleich.',
  'people.changed':
    'Ihr habt Wörter verglichen. Seitdem hat {name} einen weiteren Computer. Vergleicht bei Gelegenheit noch einmal.',
  'people.not.compared': 'Ihr beide habt noch keine Wörter verglichen.',
  'people.compare': 'Wörter mit {name} vergleichen',
  'people.shutOut': 'Ein Computer von {name} wurde ausgeschlossen. ({when})',
  'people.shutOut.you': 'Ein Computer von dir wurde ausgeschlossen. ({when})',
  'compare.title': 'Wörter mit {name} vergleichen',
  'compare.how':
    'Ruft euch an oder trefft euch. Lies deine Wörter vor. {name} schaut, ob dort dieselben stehen.',
  'compare.yours': 'Deine Wörter',
  'compare.theirs': 'Die Wörter von {name}',
  'compare.what': 'Wenn alle gleich sind, schreibst du wirklich mit {name}.',
  'compare.kept': 'Deine Antwort bleibt auf diesem Computer. Niemand sonst sieht sie.',
  'compare.yes': 'Alle sind gleich',
  'compare.no': 'Eines ist anders',
  'compare.yes.said': 'Du hast mit {name} Wörter verglichen.',
  'compare.no.said':
    'Das ist vermerkt. Teile hier nichts Persönliches, bis du mit {name} selbst gesprochen hast.',
  'compare.later': 'Später',
  'compare.changed': 'Die Wörter haben sich gerade geändert. Bitte vergleicht noch einmal.',
  'circleWords.title': 'Wörter dieses Kreises',
  'circleWords.what': 'Alle in diesem Kreis haben diese sechs Wörter. Sie ändern sich nie.',
  'circleWords.not': 'Sie zeigen, dass es derselbe Kreis ist. Wer darin ist, zeigen sie nicht.',
  'computers.title': 'Meine Computer',
  'computers.lead':
    'Deine Computer in {circle}. Jeder Kreis hat seine eigene Liste. So sieht niemand, welche Kreise beide deine sind.',
  'computers.name': 'Computer {number}',
  'computers.this': 'An diesem sitzt du gerade.',
  'computers.since': 'In diesem Kreis seit {when}.',
  'computers.asked': 'Er soll ausgeschlossen werden. Ein Host muss zustimmen.',
  'computers.held': 'Zwei deiner Computer wollen einander ausschließen. Beide müssen auf einen Host warten.',
  'computers.split': 'Dort wurde eine alte Kopie zurückgelegt. Neues von ihm bleibt draußen.',
  'computers.out': 'Er ist ausgeschlossen.',
  'computers.add': 'Meinen anderen Computer hinzufügen',
  'computers.adding': 'Ein Code wird erstellt …',
  'computers.code.title': 'Ein Code für deinen anderen Computer',
  'computers.code.how': 'Öffne Kinfold auf dem anderen Computer. Wähle „{circles}“, dann „{own}“.',
  'computers.code.keep': 'Gib diesen Code niemandem. Er ist nur für dich.',
  'computers.code.told':
    'Ist er dabei, können alle hier im Kreisbuch lesen, dass du einen weiteren Computer hast.',
  'computers.code.until': 'Er gilt einmal, bis {when}.',
  'computers.code.back': 'Zurücknehmen',
  'computers.ask': 'Sind diese Wörter dieselben wie auf deinem anderen Computer?',
  'computers.yes': 'Ja, dieselben',
  'computers.no': 'Nein',
  'computers.agreed': 'Sag jetzt am anderen Computer Ja.',
  'computers.lost': 'Er ist verloren oder gestohlen …',
  'computers.lost.title': 'Diesen Computer ausschließen?',
  'computers.lost.does':
    'Er bekommt nichts Neues aus diesem Kreis. Was ihr ab dann schreibt, hat einen neuen Schlüssel.',
  'computers.lost.keeps':
    'Was darauf ist, bleibt darauf. Deine Passphrase schützt es, solange Kinfold dort verschlossen ist.',
  'computers.lost.told': 'Alle hier können lesen, dass ein Computer von dir ausgeschlossen wurde.',
  'computers.lost.host':
    'Jemand anderes, der Host ist, muss zustimmen. Bis dahin bekommt der Computer noch, was neu ist.',
  'computers.lost.nobody':
    'Niemand sonst ist hier Host, also kann noch niemand zustimmen. Mach zuerst jemanden zum Host.',
  'computers.lost.circles': 'Mach dasselbe in deinen anderen Kreisen.',
  'computers.lost.yes': 'Ausschließen',
  'computers.lost.said': 'Jetzt wartet es auf einen Host.',
  'computers.signOut': 'Diesen Computer abmelden …',
  'computers.signOut.title': 'Diesen Computer aus dem Kreis abmelden?',
  'computers.signOut.does':
    'Dieser Computer bekommt nichts Neues aus dem Kreis. Mit deinen anderen Computern bleibst du darin.',
  'computers.signOut.keeps': 'Was bis jetzt geteilt wurde, bleibt hier. Du kannst es lesen oder löschen.',
  'computers.signOut.back':
    'Um zurückzukommen, braucht dieser Computer einen neuen Code von einem anderen von dir.',
  'computers.signOut.yes': 'Abmelden',
  'computers.signOut.done': 'Dieser Computer ist aus {circle} abgemeldet.',
  'circle.keyless':
    'Dieser Computer ist neu hier. Du kannst lesen. Schreiben kannst du, sobald der Computer eines Hosts erreichbar war.',
  'people.away':
    'Du hast diesen Kreis weggelegt. Wenn du hier etwas ändern möchtest, hol ihn zuerst wieder hervor.',
  'people.acts': 'Was du tun kannst',
  'people.acts.of': 'Was du bei {name} tun kannst',
  'people.promote': '{name} zum Host machen',
  'people.promote.title': '{name} zum Host machen?',
  'people.promote.what':
    'Hosts laden Menschen ein und lassen sie herein. {name} könnte auch Menschen entfernen, die nicht Host sind.',
  'people.promoted': '{name} ist jetzt Host.',
  'people.demote': 'Die Rolle als Host zurücknehmen',
  'people.demote.title': '{name} die Rolle als Host wieder abnehmen?',
  'people.demote.what':
    '{name} bleibt im Kreis und schreibt weiter mit. Menschen herein- oder hinauslassen geht dann nicht mehr.',
  'people.demoted': '{name} ist nicht mehr Host.',
  'people.remove': '{name} aus diesem Kreis entfernen …',
  'people.remove.title': '{name} aus diesem Kreis entfernen?',
  'people.remove.keeps': '{name} behält alles, was bis jetzt da ist. Das kann niemand zurückholen.',
  'people.remove.sealed':
    'Was ihr ab dann schreibt, wird mit einem neuen Schlüssel verschlossen. {name} bekommt ihn nicht.',
  'people.remove.quiet': 'Es gibt keinen Ton. {name} findet beim nächsten Mal eine ruhige Seite dazu.',
  'people.remove.danger':
    'Wenn jemand in Gefahr ist, geht es auch sofort. Ein zweiter Mensch wird dann danach gefragt.',
  'people.remove.now': 'Sofort entfernen',
  'people.remove.yes': '{name} entfernen',
  'people.removed': '{name} ist nicht mehr in diesem Kreis.',
  'people.logged': 'Alle hier können im Kreisbuch lesen, dass du das getan hast.',
  'people.two': 'In diesem Kreis muss ein zweiter Mensch zustimmen. Bis dahin ändert sich nichts.',
  'people.ask': 'Einen zweiten Menschen fragen',
  'people.asked': 'Jetzt wartet es auf einen zweiten Menschen.',
  'people.keep': 'So lassen, wie es ist',
  'people.leave': 'Diesen Kreis verlassen …',
  'people.leave.title': '{circle} verlassen?',
  'people.leave.last':
    'Du bist hier der einzige Host. Mach zuerst jemand anderen zum Host, damit weiter jemand Menschen hereinlassen kann.',
  'people.leave.keeps':
    'Was bis jetzt geteilt wurde, bleibt auf diesem Computer. Du kannst es lesen oder löschen.',
  'people.leave.others':
    'Neues bekommst du nicht mehr. Die anderen sehen, dass du gegangen bist, und behalten, was du geschrieben hast.',
  'people.leave.yes': 'Den Kreis verlassen',
  'people.left': 'Du hast {circle} verlassen.',
  'people.stay': 'Bleiben',
  'gone.removed': 'Du bist nicht mehr in diesem Kreis.',
  'gone.left': 'Du hast diesen Kreis verlassen.',
  'gone.closed': 'Dieser Kreis ist geschlossen.',
  'gone.closed.body':
    'Hier schreibt niemand mehr. Alle, die darin waren, können lesen und eine Kopie behalten.',
  'gone.signedOut': 'Dieser Computer ist aus dem Kreis abgemeldet.',
  'gone.newer': 'Dieser Kreis braucht ein neueres Kinfold.',
  'gone.newer.body':
    'Hier wurde etwas gesagt, das dieses Kinfold nicht kennt. Du kannst lesen. Nichts ist verloren.',
  'gone.newer.how': 'Hol das neueste Kinfold auf diesen Computer. Dann kannst du hier wieder schreiben.',
  'gone.newer.host':
    'Gibt es kein neueres Kinfold? Das Kreisbuch sagt, von wem es kam. Unter „Die Menschen“ kannst du die Rolle als Host zurücknehmen.',
  'gone.held': 'Zwei deiner Computer wollen einander ausschließen.',
  'gone.held.body': 'Bis ein Host gesagt hat, welcher bleibt, kannst du hier lesen und nicht schreiben.',
  'gone.held.how': 'Sprich mit einem Host. Der Computer, der bleibt, kann danach wieder schreiben.',
  'gone.away': 'Du hast diesen Kreis weggelegt.',
  'gone.away.body':
    'Du kannst ihn lesen. Was die anderen schreiben, kommt weiter an. Zum Schreiben hol ihn wieder hervor.',
  'gone.away.back': 'Wieder hervorholen',
  'gone.back.said': '{circle} ist wieder unter deinen Kreisen.',
  'circle.newer':
    'Jemand hier hat ein neueres Kinfold. Ein Teil davon zeigt sich erst, wenn du es auch hast.',
  'circle.goesOn':
    '{name} hat aus diesem Kreis einen neuen begonnen. Um mitzukommen, bitte {name} um eine Einladung.',
  'circle.goesOn.from': 'Dieser Kreis führt einen früheren weiter.',
  'circle.more': 'Mehr',
  'circle.more.of': 'Mehr zu {circle}',
  'circle.agreements': 'Was wir vereinbart haben',
  'circle.log': 'Kreisbuch',
  'circle.meet': 'Wie dieser Kreis sich trifft',
  'circle.copy': 'Lesbare Kopie machen …',
  'circle.keeper': 'Ein Verwahrer …',
  'keeper.title': 'Ein Verwahrer',
  'keeper.lead': 'Für {circle}, auf diesem Computer.',
  'keeper.what':
    'Manche sind nie zur selben Zeit online. Ein Verwahrer ist ein Server, der ihre versiegelten Worte aufhebt, bis alle sie haben.',
  'keeper.learns':
    'Er hat keinen Schlüssel und kann kein Wort lesen. Wer ihn betreibt, sieht die Adresse deines Computers, wie viel gesendet wird, und wann.',
  'keeper.loses':
    'Geht er kaputt oder wird geleert, ist nichts verloren. Eure Worte bleiben auf euren Computern und werden wieder hingebracht.',
  'keeper.each': 'Alle geben dieselbe Adresse ein. Was du hier einträgst, bleibt auf diesem Computer.',
  'keeper.address': 'Adresse des Verwahrers',
  'keeper.form': 'Sie sieht so aus: wss://keeper.example.',
  'keeper.empty': 'Bitte gib zuerst eine Adresse ein.',
  'keeper.use': 'Diesen Verwahrer nehmen',
  'keeper.remove': 'Keinen Verwahrer nehmen',
  'keeper.kept': 'Gemerkt. Das gilt ab jetzt.',
  'keeper.none': 'Dieser Computer nimmt für diesen Kreis jetzt keinen Verwahrer.',
  'keeper.now': 'Der Verwahrer ist {address}.',
  'keeper.rests.hidden':
    'Er ruht, solange die Adresse dieses Computers verborgen ist: Wer einen Verwahrer betreibt, sieht sie. Nichts ist verloren.',
  'keeper.rests.many':
    'Er ruht, denn zu viele deiner Kreise nehmen einen Verwahrer. Nichts ist verloren. Nimm keinen, wo es ohne geht.',
  'keeper.rests.reach':
    'Er ruht, denn so weit reicht dieser Kreis nicht. Nichts ist verloren. Du kannst ändern, wie der Kreis sich trifft.',
  'keeper.unheard': 'Wir haben noch nichts von ihm gehört.',
  'keeper.up': 'Er ist erreichbar, seit {when}.',
  'keeper.unreachable': 'Er ist nicht erreichbar. Nichts ist verloren. Wir versuchen es weiter.',
  'keeper.refused':
    'Er antwortet nicht wie ein Verwahrer. Nichts ist verloren. Sieh die Adresse noch einmal an, oder frag, wer ihn betreibt.',
  'keeper.full':
    'Er hat keinen Platz mehr. Nichts ist verloren; deine Worte warten hier. Frag, wer ihn betreibt, oder nimm eine Datei.',
  'keeper.harmed':
    'Dort liegt etwas, das nicht von Kinfold ist; wir haben es nicht angerührt. Nichts ist verloren. Neue Schlüssel für den Kreis beginnen dort einen neuen Platz.',
  'circle.putAway': 'Weglegen …',
  'circle.putAway.title': '{circle} weglegen?',
  'circle.putAway.where': 'Er kommt ans Ende deiner Kreise. Dort kannst du ihn lesen und wieder hervorholen.',
  'circle.putAway.still':
    'Du bleibst darin, und was die anderen schreiben, kommt weiter an. Niemand erfährt davon.',
  'circle.putAway.yes': 'Weglegen',
  'circle.putAway.said': '{circle} ist weggelegt.',
  'circle.keys': 'Jetzt neue Schlüssel machen …',
  'circle.keys.title': 'Neue Schlüssel für diesen Kreis machen?',
  'circle.keys.what': 'Was ihr alle von da an schreibt, wird mit den neuen Schlüsseln verschlossen.',
  'circle.keys.when':
    'Kinfold macht das selbst, wenn jemand geht. Mach es, wenn jemand einen Schlüssel gesehen haben könnte.',
  'circle.keys.yes': 'Neue Schlüssel machen',
  'circle.keys.said': 'Der Kreis hat neue Schlüssel.',
  'circle.close': 'Diesen Kreis schließen …',
  'circle.close.title': '{circle} für alle schließen?',
  'circle.close.what':
    'Niemand kann mehr darin schreiben, und niemand Neues kommt herein. Er lässt sich nicht wieder öffnen.',
  'circle.close.stays':
    'Was geteilt wurde, bleibt auf allen Computern. Alle können es lesen und eine Kopie behalten.',
  'circle.close.late': 'Was jemand schreibt, bevor die Nachricht ankommt, kommt noch an.',
  'circle.close.talk': 'Sprecht vorher miteinander darüber, wenn es geht.',
  'circle.close.yes': 'Den Kreis schließen',
  'circle.close.said': '{circle} ist geschlossen.',
  'circle.succeed': 'Es ist kein Host mehr da …',
  'circle.goOn': 'Aus diesem Kreis neu beginnen …',
  'log.title': 'Kreisbuch',
  'log.lead': 'Alles, was in {circle} entschieden wurde. Alle darin lesen dasselbe.',
  'log.clocks': 'Die Tage gehen nach der Uhr dessen, der es tat. Nach einer Uhr wird nichts entschieden.',
  'log.list': 'Kreisbuch, das Neueste zuerst',
  'log.somebody': 'jemand',
  'log.is.waits': 'Es wartet, bis andere zustimmen.',
  'log.is.void': 'Es hat nichts geändert.',
  'log.founded': '{by} hat diesen Kreis begonnen.',
  'log.keys': 'Ein Computer von {by} hat neue Schlüssel gemacht.',
  'log.invite': '{by} hat eine Einladung gemacht.',
  'log.uninvite': '{by} hat eine Einladung zurückgenommen.',
  'log.admit': '{by} hat {about} eingelassen.',
  'log.agree': '{by} hat zugestimmt, worum {about} gebeten hat.',
  'log.computer': '{by} hat einen eigenen Computer hinzugefügt.',
  'log.lost': '{by} wollte einen eigenen Computer ausschließen.',
  'log.signOut': '{by} hat einen eigenen Computer abgemeldet.',
  'log.remove': '{by} wollte {about} aus dem Kreis nehmen.',
  'log.removeNow': '{by} hat {about} sofort aus dem Kreis genommen.',
  'log.lapsed': 'Zum Ausschluss von {about} wird niemand mehr gefragt. Der Ausschluss bleibt.',
  'log.leave': '{by} hat den Kreis verlassen.',
  'log.promote': '{by} wollte, dass {about} auch Host wird.',
  'log.demote': '{by} hat {about} die Rolle als Host wieder genommen.',
  'log.rename': '{by} heißt hier von da an {about}.',
  'log.propose': '{by} hat Vereinbarungen vorgeschlagen.',
  'log.adopt': '{by} hat die Vereinbarungen angenommen, die {about} vorschlug.',
  'log.here': '{by} hat gesagt: Ich bin noch als Host da.',
  'log.act': '{by} hat als Host etwas getan.',
  'log.succeed': '{by} hat gebeten, dass {about} Host wird, weil keiner da war.',
  'log.forkedFrom': '{by} hat gesagt, dass dieser Kreis einen früheren weiterführt.',
  'log.forkedTo': '{by} hat aus diesem Kreis einen neuen begonnen.',
  'log.close': '{by} hat den Kreis geschlossen.',
  'log.exported': '{by} hat eine lesbare Kopie von allem gemacht, was sich dort lesen ließ.',
  'log.erase': '{by} bat darum, eigene Wörter aus einer Notiz zu löschen.',
  'log.newer': '{by} hat etwas gesagt, das ein neueres Kinfold braucht.',
  'meet.title': 'Wie dieser Kreis sich trifft',
  'meet.lead': 'Das ist für {circle}, nur an diesem Computer. Die anderen wählen für sich.',
  'meet.how': 'Wo darf Kinfold die anderen suchen?',
  'meet.off': 'Nirgends: nur per Datei',
  'meet.off.what':
    'Für diesen Kreis sucht Kinfold niemanden und antwortet niemandem. Worte reisen in Dateien, die du weitergibst.',
  'meet.off.invite':
    'Hier reisen die Worte dieses Kreises nur per Datei. Wer eingeladen ist, kommt per Datei herein.',
  'meet.off.computers':
    'Hier reisen die Worte dieses Kreises nur per Datei. Um einen Computer hinzuzunehmen, lass zuerst den Kreis sich in diesem Netz treffen.',
  'meet.local': 'In dem Netz, in dem dieser Computer ist',
  'meet.local.what':
    'Kinfold findet die anderen zu Hause oder im selben Raum. Für diesen Kreis verlässt keine Verbindung dieses Netz. Wer es teilt, kann sehen, dass und wann dieser Computer spricht, aber keine Worte.',
  'meet.wide': 'Auch über das Internet, mit Servern, die du einträgst',
  'meet.wide.what':
    'Wer weit voneinander wohnt, findet sich über einen Server, den jemand betreibt, dem ihr vertraut. Wer ihn betreibt, sieht Adressen, Zeiten und Mengen, aber keine Worte. Die anderen im Kreis können die Adresse dieses Computers sehen.',
  'meet.harmed':
    'Was hier gewählt war, ließ sich nicht lesen. Deine Worte sind sicher, und die Worte des Kreises reisen nur per Datei. Bitte wähle noch einmal.',
  'meet.finding': 'Server, über die ihr euch findet',
  'meet.finding.help':
    'Alle im Kreis brauchen denselben. Einladungen nennen ihn, damit neue Leute ihn lesen, bevor sie fragen.',
  'meet.finding.field': 'Adresse eines Servers',
  'meet.finding.form': 'Sie sieht so aus: wss://signal.example.',
  'meet.ice': 'Server für die Verbindung',
  'meet.ice.help':
    'Manche Netze brauchen einen, damit zwei Computer sich erreichen. So ein Server heißt STUN oder TURN.',
  'meet.ice.field': 'Adresse eines STUN- oder TURN-Servers',
  'meet.ice.form':
    'Als Zahl, denn einen Namen nachzuschlagen verriete anderen, welcher Server es ist. Sie sieht so aus: turn:203.0.113.9:3478, gefragt wird per UDP.',
  'meet.ice.name': 'Name bei diesem Server',
  'meet.ice.password': 'Passwort bei diesem Server',
  'meet.ice.own':
    'Ein TURN-Server braucht beides. Sie bleiben in deinem Notizbuch und gehen nur an diesen Server.',
  'meet.ice.as': '{server}, als {name}',
  'meet.none': 'Noch ist keiner eingetragen.',
  'meet.add': 'Diesen Server eintragen',
  'meet.add.finding': 'Diesen Server eintragen, über den ihr euch findet',
  'meet.add.ice': 'Diesen Server eintragen, für die Verbindung',
  'meet.empty': 'Bitte trage zuerst eine Adresse ein.',
  'meet.most': 'Es ist Platz für 8. Nimm einen heraus, um einen anderen einzutragen.',
  'meet.remove': 'Herausnehmen',
  'meet.remove.label': '{server} herausnehmen',
  'meet.relay': 'Die Adresse dieses Computers vor den anderen verbergen',
  'meet.relay.what':
    'Alles geht durch deinen TURN-Server, auch zu Hause. Wer diesen Server betreibt, sieht die Adresse weiterhin.',
  'meet.kept': 'Gemerkt. Das gilt ab jetzt.',

  'agree.title': 'Was wir vereinbart haben',
  'agree.lead': 'Alle in {circle} können Vereinbarungen vorschlagen. Ein Host nimmt sie an.',
  'agree.none': 'Dieser Kreis hat noch keine Vereinbarungen.',
  'agree.now': 'Diese gelten jetzt',
  'agree.by': 'Vorgeschlagen von {name}. ({when})',
  'agree.since': 'Sie gelten seit {when}.',
  'agree.open': 'Vorgeschlagen',
  'agree.waits': 'Ein Host hat sie angenommen. Ein zweiter Mensch muss zustimmen.',
  'agree.adopt': 'Diese annehmen',
  'agree.adopt.label': 'Diese annehmen: vorgeschlagen von {name}',
  'agree.adopted': 'Diese Vereinbarungen gelten jetzt.',
  'agree.asked': 'Du hast sie angenommen. Jetzt muss ein zweiter Mensch zustimmen.',
  'agree.propose': 'Vereinbarungen vorschlagen',
  'agree.field': 'Vereinbarungen, eine in jeder Zeile',
  'agree.help': 'Höchstens 10 Zeilen. Es ist eine ganze neue Liste: Lass stehen, was bleiben soll.',
  'agree.send': 'Vorschlagen',
  'agree.said': 'Alle können deinen Vorschlag jetzt lesen.',
  'agree.empty': 'Bitte schreib mindestens eine Zeile.',
  'agree.many': 'Bitte höchstens 10 Zeilen.',
  'agree.long': 'Bitte höchstens 400 Zeichen in jeder Zeile.',
  'next.title': 'Es ist kein Host mehr da',
  'next.lead': 'Die Menschen in {circle} können zusammen einen neuen Host bestimmen.',
  'next.none': 'Im Moment ist hier niemand Host.',
  'next.heard': 'Zuletzt von {name} gehört: {when}.',
  'next.never': 'Von {name} ist hier noch nichts angekommen.',
  'next.reach': 'Versucht zuerst, die Hosts zu erreichen. Meldet sich hier einer, ändert sich nichts.',
  'next.how':
    '{needed, plural, other {Mindestens # von euch müssen zustimmen. Dann kann der neue Host einladen, einlassen und ausschließen.}}',
  'next.few':
    '{needed, plural, other {Mindestens # von euch müssten zustimmen, und so viele seid ihr nicht. Du kannst stattdessen neu beginnen.}}',
  'next.asked': 'Du hast schon gefragt. Es steht auf der Seite des Kreises.',
  'next.who': 'Wer soll der neue Host sein?',
  'next.you': '{name} (du)',
  'next.ask': 'Die anderen fragen',
  'next.said': 'Die anderen werden jetzt gefragt.',
  'next.choose': 'Wähl zuerst eine Person.',
  'anew.title': 'Aus diesem Kreis neu beginnen',
  'anew.lead': 'Ein neuer Kreis mit Kopien der Notizen aus {circle}. Du bist dort Host.',
  'anew.when':
    'Es ist ein Ausweg, wenn ihr einem Host nicht trauen könnt oder dessen Computer gestohlen wurde.',
  'anew.copies':
    'Die Kopien tragen deinen Namen. Wer was schrieb, kommt nicht mit, und frühere Worte auch nicht.',
  'anew.ask': 'Sie haben für den alten Kreis geschrieben. Frag sie vorher, wenn es geht.',
  'anew.old': 'Der alte Kreis bleibt, wie er ist. Du kannst ihn verlassen oder weglegen.',
  'anew.tell': 'Im alten Kreis sagen, dass ich einen neuen begonnen habe',
  'anew.tell.help': 'Das können dort dann alle lesen, auch die Hosts.',
  'anew.make': 'Den neuen Kreis beginnen',
  'anew.making': 'Beginnt …',
  'anew.making.long': 'Die Notizen werden in den neuen Kreis kopiert …',
  'anew.made':
    '{notes, plural, one {{circle} hat begonnen, mit # Notiz.} other {{circle} hat begonnen, mit # Notizen.}}',
  'anew.left': 'Diese Notizen sind nicht mitgekommen. Im alten Kreis stehen sie noch.',
  'anew.invite.title': 'Die anderen neu einladen',
  'anew.invite.lead': 'Jeder braucht eine eigene Einladung. Wer nicht mitkommen soll, bekommt keine.',
  'anew.invite': '{name} einladen',
  'anew.open': '{circle} öffnen',
  'export.title': 'Eine lesbare Kopie',
  'export.lead': 'Alles, was du in {circle} lesen kannst, als Dateien für andere Programme.',
  'export.holds':
    'Die Notizen, die Menschen und das Kreisbuch. Was den Kreis verlassen darf, steht auf der ersten Seite.',
  'export.plain': 'Sie ist nicht verschlossen. Wer sie findet, kann sie lesen.',
  'export.told': 'Alle im Kreis können im Kreisbuch lesen, dass du eine gemacht hast.',
  'export.untold': 'Von hier geht jetzt nichts in den Kreis. Darum erfährt dort niemand davon.',
  'export.make': 'Ordner wählen und machen',
  'export.making': 'Die Kopie wird gemacht …',
  'export.made':
    '{notes, plural, one {Die Kopie liegt im Ordner „{name}“, mit # Notiz.} other {Die Kopie liegt im Ordner „{name}“, mit # Notizen.}}',
  'export.made.told': 'Im Kreisbuch steht es.',
  'export.made.untold': 'Im Kreisbuch konnte keine Zeile darüber geschrieben werden.',
  'export.made.left':
    '{count, plural, one {# Sache ließ sich nicht schreiben. Die erste Seite nennt sie.} other {# Sachen ließen sich nicht schreiben. Die erste Seite nennt sie.}}',
  'export.folder': 'Kinfold-Kreis {day}',
  'export.first': '1 Bitte zuerst lesen',
  'export.notes': 'Notizen',
  'export.notes.none': 'Es gibt keine Notizen.',
  'export.log': 'Kreisbuch',
  'export.policy': 'Was diesen Kreis verlassen darf',
  'export.policy.agreed': 'Das hat der Kreis vereinbart. ({day})',
  'export.policy.none':
    'Dieser Kreis hat noch nichts vereinbart. Gib weiter, was du gelernt hast, und niemandes Geschichte.',
  'export.what': 'Was das ist',
  'export.what.made':
    '{name} hat diese Kopie mit Kinfold gemacht. ({day}) Sie enthält, was {name} da lesen konnte.',
  'export.what.plain': 'Sie ist nicht verschlossen. Was später in Kinfold gelöscht wird, bleibt hier stehen.',
  'export.host': 'Host',
  'export.left': 'Was sich nicht schreiben ließ',
  'wait.adopt': 'Diese Vereinbarungen annehmen?',
  'wait.adopt.body':
    '{by} möchte, dass sie gelten. In diesem Kreis stimmt erst ein zweiter Mensch zu. Sie stehen unter „Was wir vereinbart haben“.',
  'wait.adopt.yes': 'Ja, sie sollen gelten',
  'wait.line.adopt': 'Neue Vereinbarungen warten. Ein zweiter Mensch muss zustimmen.',
  'wait.succeed': 'Soll {name} Host werden?',
  'wait.succeed.body': '{by} bittet darum, weil kein Host da ist. Meldet sich ein Host, ändert sich nichts.',
  'wait.succeed.yes': 'Ja, {name} soll Host sein',
  'wait.line.succeed': '{name} soll Host werden, weil keiner da ist.',
  'wait.votes': '{signed} von {needed} haben zugestimmt. Gefragt: {when}.',
  'wait.here': 'Ich bin noch als Host da',
  'wait.here.said': 'Der Kreis weiß, dass du da bist. Nichts ändert sich.',
  'gone.restored': 'Dieses Notizbuch wurde aus einer Kopie zurückgelegt.',
  'gone.restored.body':
    'Du kannst diesen Kreis lesen. Zum Schreiben muss dieser Computer als neuer hereinkommen.',
  'gone.restored.how':
    'Hast du einen weiteren Computer in diesem Kreis? Dann nimm einen Code von dort. Sonst bitte um eine neue Einladung. Ein verlorener oder gestohlener Computer ist noch im Kreis: Bitte einen Host, deinen früheren Namen zu entfernen.',
  'gone.stays': 'Was bis dahin geteilt wurde, bleibt auf diesem Computer.',
  'gone.do': 'Du kannst es weiter lesen. Du kannst den Kreis hier auch löschen. Das hat Zeit.',
  'gone.erase': 'Diesen Kreis hier löschen …',
  'gone.here': 'Auf diesem Gerät gespeichert. Nichts wandert mehr hin oder her.',
  'wait.question': 'Eine Frage wartet auf dich',
  'wait.admit': '{name} hereinlassen?',
  'wait.admit.body':
    '{by} hat Ja gesagt. In diesem Kreis stimmt ein zweiter Mensch zu, bevor jemand hereinkommt.',
  'wait.admit.yes': 'Ja, {name} hereinlassen',
  'wait.promote': '{name} zum Host machen?',
  'wait.promote.body':
    '{by} bittet darum. Hosts laden Menschen ein und lassen sie herein. Sie können auch Menschen entfernen.',
  'wait.promote.yes': 'Ja, {name} zum Host machen',
  'wait.remove': '{name} aus diesem Kreis entfernen?',
  'wait.remove.body':
    '{by} bittet darum. {name} behält, was schon da ist, und bekommt nichts Neues. Bis ein zweiter Mensch zustimmt, ändert sich nichts.',
  'wait.remove.yes': 'Ja, {name} entfernen',
  'wait.removed': '{by} hat {name} sofort entfernt. Stimmst du zu?',
  'wait.removed.body':
    'Es ist schon geschehen. Ein zweiter Mensch wird danach gefragt, damit niemand allein entscheidet.',
  'wait.removed.yes': 'Ja, ich stimme zu',
  'wait.computer': 'Einen Computer von {name} ausschließen?',
  'wait.computer.body':
    '{name} sagt, dass er verloren ist. Sprich vorher mit {name}, am besten am Telefon. Die anderen Computer bleiben.',
  'wait.which': 'Ausgeschlossen würde der vom {lost}. Der, der fragt, ist vom {asks}.',
  'wait.computer.yes': 'Ja, ausschließen',
  'wait.line.computer':
    'Ein verlorener Computer von {name} soll ausgeschlossen werden. Ein Host muss zustimmen.',
  'wait.later': 'Jetzt nicht',
  'wait.again': 'Jetzt antworten',
  'wait.said': 'Du hast zugestimmt.',
  'wait.line.admit': '{name} wartet darauf, hereinzukommen. Ein zweiter Mensch muss zustimmen.',
  'wait.line.promote': '{name} soll Host werden. Ein zweiter Mensch muss zustimmen.',
  'wait.line.remove': '{name} soll diesen Kreis verlassen. Ein zweiter Mensch muss zustimmen.',
  'wait.line.removed': '{name} wurde sofort entfernt. Ein zweiter Mensch wird danach gefragt.',
  'circle.invited': 'Alle hier wurden eingeladen.',
  'circle.you': 'du',
  'circle.notes': 'Geteilte Notizen',
  'circle.notes.empty': 'Noch keine Notizen. Irgendwer macht den Anfang, und du musst es nicht sein.',
  'circle.notes.closed': `{count, plural,
    one {Eine weitere Notiz ist dir verschlossen. Wer sie lesen kann, kann sie dir öffnen.}
    other {# weitere Notizen sind dir verschlossen. Wer sie lesen kann, kann sie dir öffnen.}
  }`,
  'circle.history': 'Was Neue lesen können',
  'circle.history.everything': 'Wer später kommt, kann alles lesen, was hier ist.',
  'circle.history.joining': 'Wer später kommt, liest, was danach beginnt. Ältere Notizen lassen sich öffnen.',
  'circle.write': 'Eine neue Notiz schreiben',
  'circle.invite': 'Jemanden einladen',
  'circle.untitled': 'Eine Notiz ohne Titel',
  'circle.where': 'Wo das liegt',
  'circle.sync':
    '{people, plural, =1 {Auf diesem Gerät gespeichert.} other {Auf diesem Gerät gespeichert. Alle Worte, die hier stehen, sind bei {reached} von {people} Menschen angekommen.}}',
  'circle.coming': 'Einiges ist noch auf dem Weg hierher.',
  'circle.linked':
    '{links, plural, =0 {Gerade ist kein anderes Gerät erreichbar. Was du schreibst, wird gesendet, sobald es geht.} other {Mit einem anderen Gerät aus diesem Kreis verbunden.}}',
  'sync.title': 'Wo die Worte sind',
  'sync.lead': 'Was angekommen ist und was noch unterwegs ist, in {circle}.',
  'sync.look': 'Wo die Worte sind',
  'sync.paused':
    'Dieser Kreis ist auf diesem Gerät angehalten. Über das Netz geht nichts hin oder her. Per Datei geht es weiter.',
  'sync.paused.door':
    'Dieser Kreis ist auf diesem Gerät angehalten. Über das Netz antwortet er niemandem, bis du ihn weiterlaufen lässt.',
  'sync.state.rests': 'Nichts wandert mehr. Was bis jetzt geteilt wurde, bleibt hier.',
  'sync.state.paused': 'Dieser Kreis ist auf diesem Gerät angehalten.',
  'sync.state.alone': 'Bisher bist nur du hier. Alles ist auf diesem Gerät gespeichert.',
  'sync.state.empty': 'Hier steht noch nichts, also ist auch nichts unterwegs.',
  'sync.state.everywhere': 'Alle Worte, die hier stehen, sind bei allen.',
  'sync.state.off': 'Auf diesem Gerät reisen die Worte dieses Kreises nur per Datei.',
  'sync.state.offline': 'Gerade ist kein anderes Gerät erreichbar. Alles ist auf diesem Gerät gespeichert.',
  'sync.state.coming': 'Einiges ist noch auf dem Weg hierher.',
  'sync.state.going': 'Einiges ist noch auf dem Weg zu anderen.',
  'sync.state.everywhere-own': 'Alle Worte, die hier stehen, sind auch auf deinen anderen Computern.',
  'sync.state.going-own': 'Einiges ist noch auf dem Weg zu deinen anderen Computern.',
  'sync.people': 'Auf anderen Geräten',
  'sync.people.of': 'Alle Worte, die hier stehen, sind bei {reached} von {people} Menschen angekommen.',
  'sync.coming': 'Auf dem Weg hierher',
  'sync.coming.of':
    '{coming, plural, =0 {Nichts mehr, soweit dieses Gerät weiß.} =1 {Eine Änderung ist noch auf dem Weg hierher.} other {{coming} Änderungen sind noch auf dem Weg hierher.}}',
  'sync.ways': 'Auf welchem Weg',
  'sync.ways.off': 'Nur per Datei. So hast du es auf diesem Computer gewählt.',
  'sync.ways.none': 'Gerade ist kein anderes Gerät verbunden.',
  'sync.ways.local':
    '{links, plural, =1 {Ein anderes Gerät ist verbunden, in diesem Netz.} other {{links} andere Geräte sind verbunden, in diesem Netz.}}',
  'sync.ways.wide':
    '{links, plural, =1 {Ein anderes Gerät ist verbunden, in diesem Netz oder über die Server dieses Kreises.} other {{links} andere Geräte sind verbunden, in diesem Netz oder über die Server dieses Kreises.}}',
  'sync.ways.keeper': 'Über den Verwahrer dieses Kreises, erreichbar seit {when}.',
  'sync.ways.paused': 'Über kein Netz, solange er angehalten ist.',
  'sync.file.wrote': 'Eine Datei wurde zuletzt geschrieben: {when}.',
  'sync.file.took': 'Eine Datei wurde zuletzt geöffnet: {when}.',
  'sync.file.none': 'Hier wurde noch keine Datei geschrieben oder geöffnet.',
  'sync.since': 'Seit wann',
  'sync.since.heard': 'Ein anderes Gerät hat zuletzt gesagt, was es hat: {when}.',
  'sync.since.never': 'Noch hat kein anderes Gerät gesagt, was es hat.',
  'sync.since.waiting': 'Das Älteste auf dem Weg zu anderen wartet seit: {when}.',
  'sync.now': 'Jetzt abgleichen',
  'sync.now.said': 'Kinfold sucht die anderen Geräte.',
  'sync.pause': 'Diesen Kreis anhalten',
  'sync.pause.what':
    'Solange er angehalten ist, geht über das Netz nichts von diesem Kreis hin oder her. Per Datei geht es weiter, und nichts geht verloren.',
  'sync.pause.long':
    'Er bleibt auf diesem Gerät angehalten, auch nach einem Neustart, bis du ihn weiterlaufen lässt.',
  'sync.goOn': 'Weiter',
  'sync.connection': 'Die Verbindung ansehen',

  'connection.title': 'Verbindung',
  'connection.lead': 'Was dieser Computer vom Netz sieht, und was du als Nächstes versuchen kannst.',
  'connection.settings': 'Wie dieser Computer die Computer anderer trifft.',
  'connection.now': 'Was du als Nächstes versuchen kannst',
  'connection.rows': 'Was Kinfold sieht',
  'connection.next.well': 'Ein anderes Gerät ist verbunden.',
  'connection.next.none': 'Es gibt noch keinen Kreis, für den etwas zu verbinden wäre.',
  'connection.next.paused': 'Alle Kreise sind auf diesem Gerät angehalten.',
  'connection.next.off': 'Kein Kreis soll andere über das Netz treffen.',
  'connection.next.alone': 'In deinen Kreisen ist noch niemand sonst.',
  'connection.next.hub': 'Der Teil von Kinfold, der andere findet, steht still.',
  'connection.next.courier': 'Der Teil von Kinfold, der Worte trägt, steht still.',
  'connection.next.starting': 'Kinfold macht sich bereit.',
  'connection.next.meeting':
    'Ein anderer Computer antwortet, und noch ist kein Gerät deiner Kreise verbunden.',
  'connection.next.served': 'Ein Server antwortet, und noch ist kein Gerät deiner Kreise verbunden.',
  'connection.next.server': 'Gerade ist niemand erreichbar, und auch kein Server.',
  'connection.next.permission': 'Das System dieses Computers lässt Kinfold nicht ins Netz.',
  'connection.next.closed': 'Gerade ist niemand erreichbar.',
  'connection.next.no-network': 'Dieser Computer ist gerade in keinem Netz.',
  'connection.next.not-used': 'Kinfold benutzt keines der Netze dieses Computers.',
  'connection.next.barred':
    'Kinfold darf keines der Netze dieses Computers benutzen, so ist es hier gewählt.',
  'connection.next.taken': 'Ein anderes Programm steht dort, wo Kinfold erreichbar sein will.',
  'connection.next.deaf': 'Andere Computer können Kinfold hier gerade nicht erreichen.',
  'connection.next.far': 'Gerade ist niemand erreichbar.',
  'connection.next.turned': 'Ein anderer Computer antwortet und lässt Kinfold nicht ein.',
  'connection.next.kept': 'Gerade ist niemand erreichbar, aber der Verwahrer ist es.',
  'connection.next.keeper': 'Gerade ist niemand erreichbar, und auch ein Verwahrer nicht.',
  'connection.next.nobody': 'Gerade ist niemand erreichbar.',
  'connection.try.well': 'Es gibt nichts zu tun. Worte wandern von selbst.',
  'connection.try.none': 'Beginne einen Kreis, oder tritt einem mit einer Einladung bei.',
  'connection.try.paused': 'Öffne einen Kreis, wähle „Wo die Worte sind“ und dann „Weiter“.',
  'connection.try.off': 'Worte wandern weiter per Datei. Die Seite eines Kreises sagt, wie er sich trifft.',
  'connection.try.alone': 'Lade jemanden ein, den du kennst. Bis dahin gibt es niemanden zu verbinden.',
  'connection.try.hub': 'Er startet von selbst neu. Bleibt es so, schließ Kinfold und öffne es wieder.',
  'connection.try.courier': 'Er startet von selbst neu. Bleibt es so, schließ Kinfold und öffne es wieder.',
  'connection.try.starting': 'Warte ein paar Sekunden.',
  'connection.try.meeting':
    'Warte eine Minute. Bleibt es so, öffne den Kreis auf beiden Computern und wähle „Jetzt abgleichen“.',
  'connection.try.served':
    'Öffne Kinfold auf dem anderen Computer. Ist es dort offen, hält vielleicht dieses Netz beide getrennt. Worte wandern auch per Datei.',
  'connection.try.server':
    'Weiter unten steht, was von jedem Server bekannt ist und was du versuchen kannst.',
  'connection.try.permission.darwin':
    'Öffne Systemeinstellungen, Datenschutz und Sicherheit, Lokales Netzwerk, und schalte Kinfold ein.',
  'connection.try.permission.win32':
    'Öffne Windows-Sicherheit, Firewall, App zulassen, und erlaube Kinfold private Netzwerke.',
  'connection.try.permission.other':
    'Lass Kinfold durch die Firewall dieses Computers, und warte dann eine Minute.',
  'connection.try.closed': 'Öffne Kinfold auf dem anderen Computer, und dort das Notizbuch.',
  'connection.try.no-network': 'Geh in das Netz, in dem die anderen sind. Worte wandern auch per Datei.',
  'connection.try.not-used': 'Geh in ein Netz, das Kinfold benutzen darf. Worte wandern auch per Datei.',
  'connection.try.barred': 'Schalte weiter unten das Netz ein, in dem die anderen sind.',
  'connection.try.taken': 'Schließ andere Kinfolds auf diesem Computer, oder starte ihn neu.',
  'connection.try.deaf': 'Schließ Kinfold und öffne es wieder. Andere sind von hier aus trotzdem erreichbar.',
  'connection.try.far':
    'Sieh nach, ob beide Computer im selben Netz sind. Netze für Gäste trennen Computer oft voneinander.',
  'connection.try.turned': 'Sieh nach, ob beide Computer das neueste Kinfold haben.',
  'connection.try.kept': 'Es gibt nichts zu tun. Worte wandern über den Verwahrer.',
  'connection.try.keeper': 'Weiter unten steht, was man vom Verwahrer weiß, und was zu tun ist.',
  'connection.try.nobody':
    'Öffne Kinfold auf dem anderen Computer, im selben Netz. Worte wandern auch per Datei.',
  'connection.sign.well': 'Läuft',
  'connection.sign.off': 'Aus',
  'connection.sign.unknown': 'Noch nicht bekannt',
  'connection.sign.look': 'Sieh hier nach',
  'connection.row.wanted': 'Kreise',
  'connection.row.links': 'Verbundene Geräte',
  'connection.row.hub': 'Andere finden',
  'connection.row.courier': 'Worte tragen',
  'connection.row.interfaces': 'Netze dieses Computers',
  'connection.row.multicast': 'In dieses Netz rufen',
  'connection.row.hubs': 'Andere Computer',
  'connection.row.signalling': 'Server',
  'connection.row.keepers': 'Verwahrer',
  'connection.row.permission': 'Erlaubnis',
  'connection.wanted.none': 'Es gibt noch keinen Kreis.',
  'connection.wanted.off': 'Kein Kreis benutzt gerade das Netz.',
  'connection.wanted.well': 'Es gibt einen Kreis, der das Netz benutzt.',
  'connection.links.none': 'Gerade ist kein anderes Gerät verbunden.',
  'connection.links.some':
    '{links, plural, =1 {Ein anderes Gerät ist verbunden.} other {{links} andere Geräte sind verbunden.}}',
  'connection.part.up': 'Dieser Teil von Kinfold läuft.',
  'connection.part.starting': 'Dieser Teil von Kinfold startet gerade.',
  'connection.part.fallen': 'Dieser Teil von Kinfold blieb stehen und startet von selbst neu.',
  'connection.part.off': 'Gerade braucht ihn nichts.',
  'connection.reach.some': 'Andere Computer können Kinfold hier erreichen.',
  'connection.reach.none': 'Andere Computer können Kinfold hier gerade nicht erreichen.',
  'connection.interfaces.unknown': 'Kinfold hat noch nicht nachgesehen.',
  'connection.interfaces.none': 'Dieser Computer ist in keinem Netz.',
  'connection.interfaces.unused': 'Kinfold benutzt keines davon.',
  'connection.interfaces.barred': 'Kinfold darf keines davon benutzen.',
  'connection.interfaces.used': 'Kinfold benutzt die, bei denen es steht.',
  'connection.interfaces.chosen': 'Welche es benutzen darf, ist weiter unten gewählt.',
  'connection.multicast.unknown': 'Kinfold hat noch nicht gerufen.',
  'connection.multicast.off': 'Kinfold ruft nicht in dieses Netz. Andere werden über ihre Adressen gefunden.',
  'connection.multicast.silent':
    'Kinfold hat gerufen und noch niemanden gehört. Manche Netze geben Rufe nicht weiter.',
  'connection.multicast.heard': 'Kinfold hat gerufen, und in diesem Netz antwortet etwas.',
  'connection.multicast.blocked': 'Das System ließ Kinfold nicht in dieses Netz rufen.',
  'connection.hubs.none':
    'Keine Adresse eines anderen Computers ist bekannt. Eine kommt mit einer Einladung.',
  'connection.hubs.up': 'Mindestens einer antwortet.',
  'connection.hubs.down': 'Gerade antwortet keiner.',
  'connection.signalling.none': 'Kein Server wird benutzt.',
  'connection.signalling.up': 'Mindestens ein Server antwortet.',
  'connection.signalling.down': 'Gerade antwortet kein Server.',
  'connection.keepers.none': 'Gerade wird kein Verwahrer benutzt.',
  'connection.keepers.unheard': 'Kinfold hat noch von keinem gehört.',
  'connection.keepers.up': 'Er ist erreichbar.',
  'connection.keepers.down': 'Da ist einer, der gerade keine Worte nimmt. Verloren ist nichts.',
  'connection.keeper.rests':
    'Sein Verwahrer wird jetzt nicht benutzt: Warum, steht auf der Seite dazu, wie der Kreis sich trifft.',
  'connection.keeper.unheard': 'Von seinem Verwahrer hat man noch nichts gehört.',
  'connection.keeper.closed':
    'Der Computer seines Verwahrers ist da, aber kein Verwahrer antwortet: Bitte die Person, die ihn betreibt, ihn zu starten.',
  'connection.keeper.far': 'Sein Verwahrer ist von hier nicht zu finden: Geh in das Netz, in dem er ist.',
  'connection.keeper.late':
    'Sein Verwahrer hat nicht rechtzeitig geantwortet: Warte eine Minute, dann frag die Person, die ihn betreibt.',
  'connection.keeper.denied':
    'Das System hält Kinfold von seinem Verwahrer fern: Erlaub Kinfold in den Einstellungen des Systems.',
  'connection.keeper.refused':
    'Sein Verwahrer lässt Kinfold nicht ein: Frag die Person, die ihn betreibt, ob die Adresse stimmt.',
  'connection.keeper.full':
    'Sein Verwahrer ist voll: Worte nehmen andere Wege, bis jemand da war und gelesen hat.',
  'connection.keeper.harmed':
    'Dort liegt etwas, das nicht aus diesem Kreis ist: Bitte die Person, die den Verwahrer betreibt, ihn zu leeren.',
  'connection.keeper.name':
    'Der Name seines Verwahrers wurde nicht gefunden: Sieh nach, ob dieses Netz ins Internet führt und ob der Name stimmt.',
  'connection.keeper.certificate':
    'Sein Verwahrer kann nicht zeigen, wer er ist. Sieh nach, ob das Datum dieses Computers stimmt, und frag, wer ihn betreibt.',
  'connection.keeper.other':
    'Sein Verwahrer antwortet nicht: Warte eine Minute, dann frag die Person, die ihn betreibt.',
  'connection.permission.well': 'Kinfold darf ins Netz.',
  'connection.permission.look': 'Das System lässt Kinfold nicht ins Netz.',
  'connection.permission.unknown': 'Ob Kinfold ins Netz darf, sieht es nicht von selbst.',
  'connection.hint.darwin':
    'macOS fragt einmal, ob Kinfold Geräte im lokalen Netzwerk finden darf. Die Antwort steht in Systemeinstellungen, Datenschutz und Sicherheit, Lokales Netzwerk.',
  'connection.hint.win32':
    'Windows fragt einmal, ob Kinfold ins Netz darf. Die Antwort steht in Windows-Sicherheit, Firewall, App zulassen.',
  'connection.hint.other': 'Läuft auf diesem Computer eine Firewall, muss sie Kinfold durchlassen.',
  'connection.circle.meets': 'Er trifft andere.',
  'connection.circle.alone': 'Noch ist niemand sonst darin.',
  'connection.circle.paused': 'Er ist auf diesem Gerät angehalten.',
  'connection.circle.off': 'Seine Worte reisen nur per Datei.',
  'connection.circle.rests': 'Er wandert nicht mehr.',
  'connection.used': 'Benutzt.',
  'connection.unused': 'Nicht benutzt.',
  'connection.barred': 'Hier ausgeschaltet.',
  'connection.answers': 'Antwortet.',
  'connection.trouble.closed': 'Der Computer ist da, und kein Kinfold antwortet: Öffne Kinfold dort.',
  'connection.trouble.far':
    'Von hier aus ist er nicht zu finden: Sieh nach, ob beide Computer im selben Netz sind.',
  'connection.trouble.no-way':
    'Dieser Computer hat keinen Weg dorthin: Geh in das Netz, in dem der andere ist.',
  'connection.trouble.late':
    'Nichts antwortete rechtzeitig: Vielleicht schläft er, oder eine Firewall hält ihn still; weck ihn, und lass Kinfold dort durch.',
  'connection.trouble.taken':
    'Dort steht ein anderes Programm: Schließ andere Kinfolds, oder starte diesen Computer neu.',
  'connection.trouble.denied':
    'Das System hält Kinfold davon fern: Erlaube Kinfold in den Einstellungen des Systems.',
  'connection.trouble.ended':
    'Die andere Seite hat die Verbindung beendet: Sieh nach, ob beide das neueste Kinfold haben.',
  'connection.trouble.turned':
    'Er antwortet und lässt Kinfold nicht ein: Sieh nach, ob beide das neueste Kinfold haben.',
  'connection.trouble.other': 'Dort antwortet nichts: Öffne Kinfold auf dem Computer, und warte eine Minute.',
  'connection.server.closed':
    'Der Computer ist da, aber es läuft kein Server darauf: Frag, wer ihn betreibt.',
  'connection.server.far':
    'Von hier führt kein Weg dorthin: Sieh nach, ob dieser Computer in einem Netz ist, das dorthin führt.',
  'connection.server.late':
    'Nichts hat rechtzeitig geantwortet: Vielleicht ist er aus, oder eine Firewall hält ihn still; frag, wer ihn betreibt.',
  'connection.server.name':
    'Sein Name wurde nicht gefunden: Sieh nach, ob dieses Netz ins Internet führt und ob der Name stimmt.',
  'connection.server.certificate':
    'Er kann nicht zeigen, welcher Server er ist. Sieh nach, ob das Datum dieses Computers stimmt, und frag, wer ihn betreibt.',
  'connection.server.turned':
    'Etwas antwortet und ist kein Server für Kinfold: Vielleicht will dieses Netz erst eine Anmeldung.',
  'connection.server.other':
    'Dort antwortet kein Server: Warte eine Minute, und frag dann, wer ihn betreibt.',
  'connection.kind.circle': 'Ein Kreis',
  'connection.kind.interface': 'Ein Netz',
  'connection.kind.keeper': 'Der Verwahrer eines Kreises',
  'connection.kind.wss': 'Ein Server, versiegelt',
  'connection.kind.ws': 'Ein Server in der Nähe',
  'connection.kind.loopback': 'Eine Adresse dieses Computers selbst',
  'connection.kind.private4': 'Eine private IPv4-Adresse',
  'connection.kind.link4': 'Eine link-lokale IPv4-Adresse',
  'connection.kind.public4': 'Eine öffentliche IPv4-Adresse',
  'connection.kind.private6': 'Eine private IPv6-Adresse',
  'connection.kind.link6': 'Eine link-lokale IPv6-Adresse',
  'connection.kind.public6': 'Eine öffentliche IPv6-Adresse',
  'connection.kind.unread': 'Eine Adresse anderer Art',
  'connection.report.copy': 'Einen Bericht kopieren',
  'connection.report.what':
    'Für jemanden, der dir hilft. Er sagt, was diese Seite sagt, ohne Namen und ohne Adressen.',
  'connection.report.said': 'Der Bericht ist kopiert. Nach einer Minute leert Kinfold die Zwischenablage.',
  'connection.report.title': 'Kinfold, Verbindung',
  'connection.report.version': 'Version {version}, Electron {electron}, {system}',
  'connection.report.left': 'Namen und Adressen sind weggelassen.',
  'connection.system.darwin': 'macOS',
  'connection.system.win32': 'Windows',
  'connection.system.linux': 'Linux',
  'connection.system.other': 'ein anderes System',
  'ways.title': 'Netze, die Kinfold benutzen darf',
  'ways.what':
    'In einem Netz, das ausgeschaltet ist, sucht Kinfold niemanden, und niemand findet dort diesen Computer.',
  'ways.all': 'Alle werden benutzt, auch solche, die später dazukommen.',
  'ways.some': 'Ein Netz, das später dazukommt, bleibt unbenutzt, bis du es hier einschaltest.',
  'ways.none': 'Dieser Computer ist gerade in keinem Netz.',
  'ways.harmed':
    'Was hier gewählt war, ließ sich nicht lesen. Deine Worte sind sicher, und Kinfold benutzt kein Netz. Bitte wähle noch einmal.',
  'ways.useAll': 'Alle benutzen',
  'ways.wifi': 'WLAN',
  'ways.cable': 'Kabel',
  'ways.vpn': 'VPN',
  'ways.away': 'gerade nicht da',
  'ways.kept': 'Gemerkt. Das gilt ab jetzt.',
  'circle.leave': 'Worte können wandern',
  'circle.leave.body':
    'Kinfold kann niemanden daran hindern, Worte zu kopieren oder weiterzusagen. Wir verlassen uns aufeinander.',
  'circle.refusals':
    'Etwas, das ankam, passte nicht und blieb draußen. Deine Notizen sind, wie sie waren. Was du tun kannst:',
  'circle.refusals.show': 'Genaueres',
  'circle.refusals.title': 'Was draußen blieb',
  'circle.refusals.lead':
    'Kinfold prüft alles, was ankommt, und hat das hier draußen gelassen. Keine Notiz wurde verändert. Dahinter muss niemand stecken: Es kann am Programm liegen oder am Weg hierher. Wenn es wiederkommt, holt euch alle das neueste Kinfold. Oder sprich mit dem Menschen, von dem es kam.',
  'circle.refusals.when': 'Wann',
  'circle.refusals.reason': 'Warum',
  'circle.refusals.from': 'Vom Gerät von',
  'circle.refusals.unknown': 'Nicht bekannt',
  'circle.refusals.size': 'Größe',
  'refusal.unreadable': 'Es ließ sich nicht lesen. Vielleicht hat es sich unterwegs verändert.',
  'refusal.stranger': 'Es kommt von einem Computer, der jetzt nicht in diesem Kreis ist.',
  'refusal.other-circle': 'Es gehört zu einem anderen Kreis.',
  'refusal.not-theirs': 'Es betraf etwas, das nur jemand anderes ändern darf.',
  'refusal.out-of-order': 'Es passt nicht zu dem, was vorher kam.',
  'refusal.two-stories':
    'Von diesem Computer kam zweierlei für dieselbe Stelle. Das geschieht, wenn dort eine alte Kopie zurückgelegt wurde. Bis er neu hereingelassen wird, nehmen wir nichts mehr von ihm an.',
  'refusal.opened-otherwise': 'Es öffnet Neuen eine Notiz mit anderen Worten, als sie hier hat.',
  'refusal.no-key':
    'Es war ein neuer Schlüssel für den Kreis, und dieser Computer fand keinen darin. Der Computer eines Hosts macht einen neuen.',
  'refusal.newer': 'Es stammt aus einem neueren Kinfold. Aktualisiere Kinfold hier, um es zu lesen.',
  'refusal.people': 'Es hätte geändert, wer in diesem Kreis ist. Von dort durfte das nicht kommen.',
  'refusal.no-room':
    'Wer es gesendet hat, sagt im Kreisbuch mehr, als Platz hat. Alle anderen werden gehört.',
  'refusal.other': 'Es kam nicht durch die Prüfung.',

  'door.title': 'Jemand ist an der Tür',
  'door.waiting': '{count, plural, one {Jemand ist an der Tür} other {Mehrere Menschen sind an der Tür}}',
  'door.ask':
    '{name} möchte herein. Ruft euch an oder trefft euch. Sind diese Wörter dieselben wie auf dem anderen Bildschirm?',
  'door.words': 'Wörter zum Vergleichen',
  'door.yes': 'Ja, dieselben. Hereinlassen',
  'door.no': 'Nein',
  'door.yes.said': '{name} darf hereinkommen.',
  'door.yes.second': 'Du hast Ja zu {name} gesagt. Ein zweiter Mensch im Kreis muss noch zustimmen.',
  'door.again':
    'Kommt {name} zurück, weil ein Computer verloren oder gestohlen ist? Er ist noch im Kreis: Entferne danach den früheren Namen.',
  'door.no.what':
    'Wenn du Nein sagst, gilt diese Einladung nicht mehr. Du kannst jederzeit eine neue machen.',
  'door.no.said':
    '{name} wurde nicht hereingelassen. Diese Einladung gilt nicht mehr. Du kannst eine neue machen.',
  'door.byFile': 'Die Anfrage kam per Datei.',
  'door.yes.file': '{name} darf hereinkommen. Schreib jetzt die Antwort, hier auf dieser Seite.',
  'newcomer.title': '{name} wartet auf eine Antwortdatei',
  'newcomer.answer': '{name} ist mit dir in keinem Netz. Schreib die Antwortdatei und gib sie weiter.',
  'newcomer.write': 'Die Antwort für {name} schreiben',
  'newcomer.second':
    '{name} hat per Datei angefragt. Sobald ein zweiter Mensch zustimmt, schreib hier die Antwort.',
  'newcomer.key': '{name} darf hereinkommen. Der Computer eines Hosts macht noch den Schlüssel.',

  'invite.title': 'Jemanden einladen',
  'invite.lead':
    'Gib das nur dem Menschen, für den es ist. Es gilt einmal. Schick den Link, oder lies den Code und die Adresse vor.',
  'invite.to': 'Zum Kreis {circle}, für einen Menschen.',
  'invite.printed': 'Einladung zum Kreis {circle}',
  'invite.paper.how':
    'Starte Kinfold. Wähle „{circles}“, dann „{invited}“. Gib den Code und die Adresse ein.',
  'invite.paper.camera': 'Oder halte eine Kamera auf dieses Bild. Es enthält einen Link, der Kinfold öffnet.',
  'invite.paper.until': 'Die Einladung gilt einmal, bis {when}. Danach bitte um eine neue.',
  'invite.paper.door': 'Dann wartest du an der Tür, und ihr beide vergleicht Wörter.',
  'invite.qr': 'Der Link als Bild für eine Kamera',
  'invite.qr.help': 'Oder lass eine Kamera auf dieses Bild richten. Darin steckt derselbe Link.',
  'invite.print.note':
    'Wenn du das druckst: Wer das Papier findet, kann auch anklopfen, bis die Einladung abläuft. Herein kommt nur, wen du hereinlässt.',
  'invite.link': 'Link',
  'invite.copy': 'Den Link kopieren',
  'invite.copied': 'Der Link ist kopiert. Nach einer Minute leert Kinfold die Zwischenablage.',
  'invite.code': 'Code',
  'invite.copy.code': 'Den Code kopieren',
  'invite.copied.code': 'Der Code ist kopiert. Nach einer Minute leert Kinfold die Zwischenablage.',
  'invite.address': 'Adresse dieses Computers',
  'invite.address.help': 'Am anderen Computer werden der Code und eine dieser Adressen eingegeben.',
  'invite.address.none':
    'Dieser Computer hat keine Adresse, die andere erreichen. Verbinde ihn mit einem Netz und erstelle dann eine neue Einladung.',
  'invite.expires': 'Gültig bis {when}. Danach erstellst du eine neue.',
  'invite.next': 'Wer anklopft, wartet an der Tür. Ihr vergleicht Wörter, und du lässt den Menschen herein.',
  'invite.making': 'Die Einladung wird erstellt …',
  'invite.withdraw': 'Zurücknehmen',
  'invite.open': 'Andere Einladungen',
  'invite.open.lead': 'Diese hat noch niemand benutzt. Mit jeder kann ein Mensch anklopfen.',
  'invite.open.until': 'Gemacht: {when}. Sie gilt bis {until}.',
  'invite.open.over': 'Gemacht: {when}. Sie ist abgelaufen: {until}.',
  'invite.withdrawn': 'Die Einladung gilt nicht mehr. Wer sie hat, erfährt, dass es eine neue braucht.',
  'invite.used': 'Diese Einladung wurde benutzt oder zurückgenommen. Niemand kann mehr mit ihr anklopfen.',
  'invite.done': 'Fertig',

  'own.title': 'Das ist mein anderer Computer',
  'own.lead': 'Du hast Kinfold auf einem anderen Computer, und der ist schon im Kreis.',
  'own.code.help':
    'Öffne auf dem anderen Computer den Kreis, die Menschen, dann „{computers}“. Dort steht ein Code.',
  'own.careful':
    'Nimm nur einen Code, den du selbst erstellt hast. Mit einem fremden schreibst du unter fremdem Namen.',
  'own.address': 'Adresse deines anderen Computers',
  'own.address.empty': 'Zu einem Code gehört auch die Adresse. Sie steht unter dem Code.',
  'own.go': 'Meinen anderen Computer suchen',
  'own.looking': 'Dein anderer Computer wird gesucht. Kinfold muss auf beiden offen sein.',
  'own.whose': 'Dieser Computer soll in {circle} zu {name} gehören. Bist du das?',
  'own.compare': 'Sind diese Wörter dieselben wie auf deinem anderen Computer?',
  'own.compare.help': 'Wenn ein Wort anders ist, oder wenn du das nicht bist, brich hier ab.',
  'own.waiting': 'Sag jetzt am anderen Computer Ja.',
  'own.joined': 'Dieser Computer gehört in diesem Kreis jetzt dir.',
  'own.declined': 'Am anderen Computer kam ein Nein. Aus diesem Notizbuch wurde nichts geteilt.',
  'own.unreachable':
    'Dein anderer Computer ist nicht erreichbar. Nichts ist verloren. Schau, ob beide im selben Netz sind, und versuch es noch einmal.',
  'own.expired':
    'Dieser Code ist abgelaufen. Nichts wurde geteilt. Erstelle am anderen Computer einen neuen.',
  'own.used':
    'Dieser Code wurde schon benutzt. Nichts wurde geteilt. Erstelle am anderen Computer einen neuen.',
  'own.withdrawn':
    'Der Code wurde zurückgenommen. Nichts wurde geteilt. Erstelle am anderen Computer einen neuen.',
  'own.crowded':
    'Das Kreisbuch ist länger, als ein neuer Computer es übernehmen kann. Hier wurde nichts davon behalten. Mach mit deinem anderen Computer weiter.',
  'own.other-circle':
    'Das passte nicht zusammen, also wurde nichts übernommen. Erstelle am anderen Computer einen neuen Code.',
  'own.again': 'Einen anderen Code versuchen',

  'join.title': 'Einem Kreis beitreten',
  'join.invitation': 'Link oder Code',
  'join.invitation.help':
    'Füge den Link ein, oder gib den Code ein. Groß oder klein, Leerzeichen und Striche sind egal.',
  'join.address': 'Adresse des anderen Computers',
  'join.address.help':
    'Du brauchst sie nur zu einem eingetippten Code. Sie sieht so aus: 192.168.1.20:48132.',
  'join.own': 'Dein Name in diesem Kreis',
  'join.own.help':
    'Dieser Name gilt nur für diesen Kreis, der ihn behält. Es muss nicht dein richtiger Name sein.',
  'join.go': 'Anklopfen',
  'join.going': 'Es wird angeklopft …',
  'join.invitation.empty': 'Bitte füge hier den Link ein, oder gib den Code ein.',
  'join.address.empty': 'Zu einem Code gehört auch die Adresse. Frag den Menschen, der dich eingeladen hat.',
  'join.way': 'Ihr findet euch über den Server {server}, der Adressen und Zeiten sieht, aber keine Worte.',
  'join.looking': 'Der andere Computer wird gesucht. Bei euch beiden muss Kinfold offen sein.',
  'join.compare': 'Sind diese Wörter dieselben wie auf dem anderen Bildschirm?',
  'join.compare.help':
    'Ruft euch an oder trefft euch, und lest die Wörter vor. Ist eines anders, hör hier auf.',
  'join.words': 'Wörter zum Vergleichen',
  'join.match': 'Ja, dieselben',
  'join.matched': 'Du hast gesagt, dass es dieselben sind',
  'join.waiting':
    'Jetzt fehlt noch das Ja von der anderen Seite. Du kannst hier warten oder später wiederkommen.',
  'join.second': 'Die Antwort war Ja. Jetzt muss noch ein zweiter Mensch im Kreis zustimmen.',
  'join.second.help':
    'Du kannst Kinfold inzwischen schließen. Sobald zugestimmt ist und ihr beide da seid, bist du drin.',
  'join.joined': 'Du bist drin. Willkommen.',
  'join.enter': 'Zum Kreis',
  'join.declined':
    'Diesmal bist du nicht dazugekommen. Zu sehen war der Name, den du angegeben hast. Aus deinem Notizbuch wurde nichts geteilt. Du kannst nach dem Grund fragen.',
  'join.withdrawn':
    'Diese Einladung gilt nicht mehr. Aus deinem Notizbuch wurde nichts geteilt. Bitte um eine neue.',
  'join.unreachable':
    'Der andere Computer hat nicht geantwortet. Nichts ist verloren. Frag nach, ob Kinfold dort offen ist, und versuch es dann noch einmal.',
  'join.retry': 'Noch einmal versuchen',
  'join.expired':
    'Diese Einladung ist abgelaufen. Aus deinem Notizbuch wurde nichts geteilt. Bitte um eine neue.',
  'join.used':
    'Diese Einladung wurde schon benutzt. Aus deinem Notizbuch wurde nichts geteilt. Bitte um eine neue.',
  'join.crowded':
    'Das Kreisbuch ist länger, als Kinfold es übernehmen kann. Hier wurde nichts davon behalten. Bitte einen Host, in einem neuen Kreis weiterzumachen.',
  'join.other-circle':
    'Der andere Computer gehört zu einem anderen Kreis. Aus deinem Notizbuch wurde nichts geteilt. Bitte um eine neue Einladung.',
  'join.stop': 'Abbrechen',
  'join.again': 'Eine andere Einladung versuchen',
  'join.confirm':
    'Eine Einladung wurde geöffnet. Sie ist unten schon eingetragen. Nichts geschieht, bevor du anklopfst.',
  'join.picture': 'Aus einem Bild lesen',
  'join.picture.help': 'Wähle ein Bild des Quadrats, lass es hier fallen, oder füge es ein.',
  'join.picture.reading': 'Das Bild wird angesehen …',
  'join.picture.read': 'Die Einladung aus dem Bild steht jetzt oben.',
  'join.picture.none':
    'In diesem Bild wurde keine Einladung gefunden. Nichts wurde geändert. Nimm ein schärferes, oder gib den Code ein.',
  'join.picture.other':
    'In diesem Bild steckt etwas, aber keine Einladung. Nichts wurde geändert. Wähle ein anderes.',
  'join.picture.unreadable':
    'Dieses Bild kann Kinfold nicht lesen. Nichts wurde geändert. Wähle ein anderes.',
  'join.picture.large':
    'Dieses Bild ist zu groß. Nichts wurde geändert. Schneide das Quadrat aus und versuch es noch einmal.',
  'join.byFile': 'Per Datei beitreten, ohne Netz',
  'join.byFile.help': 'Wenn ihr nie zugleich im Netz seid. Zwei Dateien reisen mit Stick oder Post.',
  'join.file.title': 'Per Datei beitreten',
  'join.file.write': '1. Die Anfragedatei schreiben',
  'join.file.write.help':
    'Gib sie dem Menschen, der dich eingeladen hat. Nur Menschen aus diesem Kreis können sie öffnen.',
  'join.file.save': 'Die Anfragedatei speichern',
  'join.file.saved': 'Die Anfragedatei ist geschrieben. Du kannst sie jederzeit noch einmal schreiben.',
  'join.file.words': '2. Wörter vergleichen',
  'join.file.words.help':
    'Wer deine Datei öffnet, sieht auch Wörter. Ruft euch an oder trefft euch. Ist ein Wort anders, brich hier ab.',
  'join.file.agreed': 'Du hast gesagt, dass es dieselben sind. Jetzt fehlen das Ja und die Antwortdatei.',
  'join.file.answer': '3. Die Antwortdatei öffnen',
  'join.file.answer.help':
    'Nach dem Ja, oft auch dem eines zweiten Menschen, bekommst du eine Datei zurück. Das kann Wochen dauern.',
  'join.file.open': 'Die Antwortdatei öffnen',
  'join.file.other':
    'Diese Datei war für den Kreis {circle} und ist dort angekommen. Die Antwortdatei ist es nicht.',
  'join.file.answered': 'Die Antwortdatei ist da. Vergleicht zuerst die Wörter, dann bist du drin.',

  'note.title': 'Titel',
  'note.title.placeholder': 'Ein Titel, wenn du magst',
  'note.title.full': 'Der Titel ist voll. Alles Weitere kommt in die Notiz.',
  'note.body': 'Geteilte Notiz',
  'note.lead':
    'Eine geteilte Seite. Alle in diesem Kreis können sie lesen und darauf schreiben. Was du hier löschst, verschwindet von deiner Seite, und die Seiten der anderen werden gebeten, es auch zu löschen. Vielleicht hat jemand es behalten.',
  'note.late': 'Vielleicht sieht das eine Weile niemand. Wenn du jetzt jemanden brauchst:',
  'note.readonly': 'Du kannst diese Notiz lesen. Um darin zu schreiben, braucht es ein neueres Kinfold.',
  'note.opened': '{name} hat dir diese Notiz geöffnet, wie sie am {when} war.',
  'note.partial':
    'Einige Worte dieser Notiz sind dir verschlossen. Wer sie hat, kann die Notiz noch einmal öffnen.',
  'note.openUp.to': 'Kam später und kann diese Notiz noch nicht lesen: {names}.',
  'note.openUp': 'Für Neue öffnen',
  'note.openUp.title': 'Diese Notiz für Neue öffnen?',
  'note.openUp.what':
    'Alle, die jetzt im Kreis sind, können sie lesen, wie sie ist. Gelöschtes bleibt verschlossen.',
  'note.openUp.back': 'Sie lesen, dass du sie geöffnet hast. Das lässt sich nicht zurücknehmen.',
  'note.openUp.keep': 'Geschlossen lassen',
  'note.openUp.done': 'Die Notiz ist für sie offen. Sie kommt zu ihnen, sobald sie in Reichweite sind.',
  'note.erase': 'Meine Worte hier löschen',
  'note.erase.title': 'Deine Worte in dieser Notiz löschen?',
  'note.erase.what':
    'Was du hier geschrieben hast, verschwindet aus der Notiz und ihren früheren Worten. Was andere schrieben, bleibt.',
  'note.erase.others':
    'Jedes andere Kinfold im Kreis wird gebeten, das auch zu tun. Kopien, die jemand gemacht hat, bleiben.',
  'note.erase.back': 'Es gibt keinen Weg zurück.',
  'note.erase.yes': 'Meine Worte löschen',
  'note.erase.done':
    'Deine Worte sind hier gelöscht. Die anderen Computer werden gebeten, sobald sie da sind.',
  'note.opening': 'Die Notiz wird geöffnet …',
  'note.reopened':
    'Die Notiz wurde neu geöffnet, damit alle dasselbe sehen. Was du geschrieben hast, ist da.',
  'note.earlier.lead': 'Was vorher in dieser Notiz stand. Ansehen ändert nichts.',
  'note.earlier.none':
    'Noch gibt es keine früheren Worte. Wenn sich diese Notiz ändert, wird hier aufgehoben, was vorher dastand.',
  'note.earlier.open': 'Zur Notiz',
  'note.earlier.returned': 'Diese Worte stehen wieder in der Notiz, für alle.',
  'note.earlier.undone': 'Die Notiz ist, wie sie war.',
  'note.earlier.kept':
    'Die Notiz wurde inzwischen neu geöffnet, deshalb bleibt sie so. Ihre früheren Worte sind hier.',
  'note.aside':
    'Ein paar Worte von {names} sind in einem Teil gelandet, der geändert wurde. Sie sind aufgehoben.',
  'note.aside.own': 'Ein paar Worte von dir stehen nicht mehr in dieser Notiz. Hier sind sie aufbewahrt.',
  'note.aside.title': 'Worte, die beiseitegelegt wurden',
  'note.aside.show': 'Zeigen',
  'note.aside.hide': 'Verbergen',
  'note.aside.back': 'Zurücklegen',
  'note.aside.leave': 'Weglassen',
  'note.together': 'Zusammen schreiben',
  'note.together.what':
    'Wer das hier auch einschaltet, sieht deinen Namen und deine Schreibmarke, und du siehst die der anderen. Es endet, wenn du diese Notiz verlässt.',
  'note.together.alone':
    'Das ist an, bis du die Notiz verlässt. Wer es hier auch einschaltet, steht dann hier.',
  'note.together.with': 'Jetzt mit dir hier:',
  'note.back': 'Zurück zu {circle}',

  'settings.title': 'Einstellungen',
  'settings.text': 'Schriftgröße',
  'settings.theme': 'Farben',
  'settings.theme.system': 'Wie auf diesem Computer',
  'settings.theme.light': 'Hell',
  'settings.theme.dark': 'Dunkel',
  'settings.theme.contrast': 'Hoher Kontrast',
  'settings.motion': 'Bewegung',
  'settings.motion.system': 'Wie auf diesem Computer',
  'settings.motion.still': 'Weniger davon',
  'settings.spelling': 'Rechtschreibung',
  'settings.spelling.on': 'Wörter markieren, die das Wörterbuch nicht kennt',
  'settings.spelling.what':
    'Englisch. Die Markierungen sind nur für dich: Niemand sonst sieht sie, und nichts verlässt diesen Computer.',
  'settings.spelling.how': 'Drücke auf einem markierten Wort {key}, oder nimm die rechte Maustaste.',
  'settings.spelling.own': 'Wörter, die du behalten hast',
  'settings.spelling.forget': '{word} wieder markieren',
  'spelling.menu': 'Zu „{word}“',
  'spelling.learn': 'Als mein Wort behalten',
  'spelling.learn.none': 'Kein anderes Wort gefunden. Als mein Wort behalten',
  'spelling.learned': '„{word}“ ist jetzt eines deiner Wörter.',
  'settings.keys': 'Tasten',
  'key.ctrl': 'Strg',
  'key.shift': 'Umschalt',
  'shortcuts.lead': 'Du kannst jede dieser Tasten ändern.',
  'shortcuts.cover':
    'Deine Wahl steht im Notizbuch. Solange es geschlossen ist, gelten vielleicht noch die ursprünglichen Tasten.',
  'shortcuts.tab':
    'In einer Liste rückt Tab eine Zeile ein, und Umschalt Tab rückt sie aus. Um mit Tab hinauszugehen, drück zuerst Escape.',
  'shortcuts.writing': 'Beim Schreiben',
  'shortcuts.change': 'Ändern',
  'shortcuts.change.label': 'Die Tasten ändern: {command}',
  'shortcuts.press': 'Drücke die neuen Tasten für: {command}',
  'shortcuts.press.help': 'Mit Escape bleiben die alten.',
  'shortcuts.keep': 'Die alten behalten',
  'shortcuts.plain':
    'Diese Tasten brauchst du zum Schreiben. Nichts wurde geändert. Halte Strg oder Command und drücke einen Buchstaben, oder nimm F2 bis F12.',
  'shortcuts.everywhere':
    '{keys} bedeutet in jedem Programm dasselbe. Nichts wurde geändert. Bitte drücke andere Tasten.',
  'shortcuts.taken':
    '{keys} gehört schon zu „{command}“. Nichts wurde geändert. Drücke andere Tasten, oder ändere die dort zuerst.',
  'shortcuts.changed': 'Die Tasten von „{command}“ sind jetzt {keys}.',
  'shortcuts.reset': 'Alle Tasten zurücksetzen',
  'shortcuts.reset.done': 'Alle Tasten sind wieder wie am Anfang.',
  'command.help': 'Hilfe jetzt',
  'command.hide': 'Kurz verbergen',
  'command.lock': 'Wegschließen',
  'command.low': 'Ein Wort',
  'command.back': 'Zurück',
  'command.forward': 'Vorwärts',
  'command.bold': 'Fett',
  'command.italic': 'Kursiv',
  'command.code': 'Code',
  'command.paragraph': 'Einfache Zeile',
  'command.heading': 'Überschrift',
  'command.list': 'Liste',
  'command.ordered': 'Nummerierte Liste',
  'command.quote': 'Zitat',
  'command.deeper': 'In einer Liste weiter nach innen',
  'command.shallower': 'In einer Liste weiter nach außen',
  'command.check': 'Eine Zeile abhaken, oder den Haken wegnehmen',
  'command.earlier': 'Frühere Worte dieses Eintrags',
  'command.spelling': 'Zu einem markierten Wort',
  'language.title': 'Sprache',
  'backups.title': 'Sicherungen',
  'backups.lead':
    'Eine Sicherung ist eine Kopie dieses Notizbuchs, verschlossen mit derselben Passphrase. Am besten liegt sie auf einer anderen Festplatte oder einem Stick.',
  'backups.none': 'Noch ist kein Ordner für Sicherungen gewählt.',
  'backups.where': 'Sicherungen liegen in',
  'backups.daily':
    'An einem Tag, an dem du schreibst, entsteht eine, während das Notizbuch offen ist. Kinfold behält je eine für 7 Tage, 4 Wochen und 12 Monate.',
  'backups.choose': 'Einen Ordner wählen',
  'backups.another': 'Einen anderen Ordner wählen',
  'backups.chosen': 'Ab jetzt kommen Sicherungen dorthin.',
  'backups.stop': 'Keine Sicherungen mehr erstellen',
  'backups.stopped': 'Es werden keine Sicherungen mehr erstellt. Die vorhandenen bleiben, wo sie sind.',
  'backups.make': 'Jetzt eine erstellen',
  'backups.making': 'Eine Sicherung wird erstellt …',
  'backups.made': 'Eine Sicherung ist erstellt und geprüft. Einträge darin: {entries}.',
  'backups.empty': 'In diesem Ordner ist noch keine Sicherung.',
  'backups.list': 'Deine Sicherungen',
  'backups.look': 'Hineinsehen',
  'backups.look.label': 'Hineinsehen: die Sicherung von {when}',
  'backups.try': 'Ausprobieren',
  'backups.try.label': 'Ausprobieren: die Sicherung von {when}',
  'backups.try.title': 'Diese Sicherung ausprobieren',
  'backups.try.lead':
    'Wir öffnen sie mit der Passphrase, die du eingibst, und lesen alles darin. Nichts wird geändert, weder hier noch dort.',
  'backups.restore': 'Zu diesem Stand zurück',
  'backups.restore.label': 'Zu diesem Stand zurück: die Sicherung von {when}',
  'backups.restore.title': 'Zu dieser Sicherung zurückgehen',
  'backups.restore.go': 'Zu diesem Stand zurück',
  'backups.restore.lead': 'Dein Notizbuch wird wieder so, wie es am {when} war.',
  'backups.restore.kept':
    'Das jetzige Notizbuch wird ganz beiseitegelegt, bis du es löschst. Danach öffnest du das ältere mit seiner Passphrase.',
  'backups.restore.circles':
    'Du kannst deine Kreise lesen, aber nicht darin schreiben. Dieser Computer muss neu hereingelassen werden.',
  'backups.before': 'Beiseitegelegte Notizbücher',
  'backups.before.lead':
    'Jedes Mal, wenn du zu einer Sicherung zurückgegangen bist, wurde das bisherige Notizbuch hier aufgehoben.',
  'backups.drop': 'Endgültig löschen',
  'backups.drop.label': 'Endgültig löschen: {name}',
  'backups.drop.title': 'Dieses Notizbuch endgültig löschen?',
  'backups.drop.lead': 'Was nur darin steht, ist dann weg. Dein jetziges Notizbuch bleibt, wie es ist.',
  'backups.dropped': 'Das beiseitegelegte Notizbuch ist gelöscht.',
  'backup.opens':
    '{entries, plural, one {# Eintrag} other {# Einträge}}, {size}. Sie lässt sich öffnen. Probier sie aus, um alles zu prüfen.',
  'backup.checked': '{entries, plural, one {# Eintrag} other {# Einträge}}, {size}. Geprüft.',
  'backup.other': '{size}. Sie hat einen anderen Schlüssel. Ihre eigene Passphrase öffnet sie.',
  'backup.newer': 'Sie stammt aus einem neueren Kinfold. Aktualisiere Kinfold, um sie zu öffnen.',
  'backup.damaged': 'Diese Sicherung lässt sich nicht mehr öffnen.',
  'backup.tried':
    'Sie lässt sich öffnen, und alles darin ist lesbar. {entries, plural, one {# Eintrag} other {# Einträge}}, vom ersten ({first}) bis zum letzten ({last}). Geteilte Notizen: {notes}. Größe: {size}.',
  'backup.tried.empty':
    'Sie lässt sich öffnen, und alles darin ist lesbar. Kein Eintrag ist darin. Größe: {size}.',
  'backup.passphrase': 'Passphrase dieser Sicherung',
  'backup.passphrase.help': 'Die Passphrase von damals, als die Sicherung entstand.',
  'backup.reading': 'Wird gelesen …',
  'backup.going.gathering': 'Deine Worte werden gesammelt …',
  'backup.going.copying': 'Es wird kopiert …',
  'backup.going.checking': 'Alles wird gelesen, um sicherzugehen …',
  'backup.made.stopped':
    'Es wurde abgebrochen. Keine halbe Sicherung bleibt zurück. Deine früheren sind, wie sie waren.',
  'backup.stopped': 'Es wurde abgebrochen. Dein Notizbuch ist, wie es war.',
  'backup.leave': 'Doch nicht',
  'backup.title': 'In einer Sicherung',
  'backup.lead': '{name}. Hier kannst du lesen. Nichts darin lässt sich ändern.',
  'backup.key.title': 'Diese Sicherung hat ihren eigenen Schlüssel',
  'backup.key.lead':
    'Dein Notizbuch hat jetzt einen anderen Schlüssel. Die Passphrase von damals öffnet sie.',
  'backup.read': 'Lesen',
  'backup.read.label': 'Lesen: {opening}',
  'backup.back': 'Zurückholen',
  'backup.back.label': 'Zurückholen: {opening}',
  'backup.back.done': 'Zurückgeholt, als neuer Eintrag. Der Tag: {day}. Nichts wurde überschrieben.',
  'moving.title': 'Umzug auf einen neuen Computer',
  'moving.lead':
    'Dein Notizbuch reist als Sicherung, auf einem Stick oder einer anderen Festplatte. Es bleibt den ganzen Weg verschlossen.',
  'moving.here': 'Auf diesem Computer',
  'moving.here.lead': 'Steck einen Stick ein und wähle ihn. Wir legen dort eine Sicherung an und prüfen sie.',
  'moving.make': 'Eine Sicherung zum Mitnehmen erstellen',
  'moving.made':
    'Fertig und geprüft. Einträge darin: {entries}. Sie heißt „{name}“. Du kannst den Stick jetzt sicher entfernen, wie sonst auch.',
  'moving.there': 'Auf dem neuen Computer',
  'moving.there.start': 'Starte dort Kinfold. Steck den Stick ein.',
  'moving.there.open': 'Wähle auf der ersten Seite „Eine Sicherung öffnen“ und dann den Stick.',
  'moving.there.key': 'Gib die Passphrase dieses Notizbuchs ein.',
  'moving.not': 'Was nicht mitgeht',
  'moving.not.circles':
    'Kreise kennen den neuen Computer nicht. Du kannst sie dort lesen. Zum Schreiben bitte in jedem Kreis jemanden, dich hereinzulassen.',
  'moving.not.after': 'Was du nach der Sicherung hier schreibst, bleibt hier.',
  'moving.not.old': 'Das Notizbuch auf diesem Computer bleibt, bis du es löschst.',
  'backup.empty': 'In dieser Sicherung sind keine Einträge.',
  'backup.words.empty': 'Gib zuerst die Wörter von deinem Blatt ein.',
  'openbackup.title': 'Eine Sicherung öffnen',
  'openbackup.lead':
    'Wähle den Ordner oder den Stick, auf dem die Sicherung liegt. Sie wird auf diesen Computer kopiert und geprüft.',
  'openbackup.which': 'Welche?',
  'openbackup.one': '{when}, {size}',
  'openbackup.empty':
    'In diesem Ordner ist keine Sicherung. Nichts wurde geändert. Wähle den Ordner, in dem sie liegt.',
  'openbackup.open': 'Kopieren und öffnen',
  'openbackup.done.words':
    'Dein Notizbuch ist da. Sperre es und öffne es mit deinen Rettungswörtern: Dann kannst du eine neue Passphrase wählen. Kreise müssen diesen Computer wieder hereinlassen.',
  'openbackup.done': 'Dein Notizbuch ist da. Kreise müssen diesen Computer wieder hereinlassen.',
  'oncover.title': 'Das lässt sich in Ordnung bringen',
  'oncover.looking': 'Deine neueste gute Sicherung wird gesucht …',
  'oncover.newest':
    'Deine neueste gute Sicherung ist von {when}. {entries, plural, one {# Eintrag ist} other {# Einträge sind}} darin, und alle lassen sich lesen.',
  'oncover.kept': 'Das beschädigte Notizbuch wird beiseitegelegt. Nichts davon wird gelöscht.',
  'oncover.harmed':
    '{harmed, plural, one {Eine neuere Sicherung lässt sich nicht mehr öffnen.} other {# neuere Sicherungen lassen sich nicht mehr öffnen.}}',
  'oncover.unknown': 'Hast du eine Sicherung? Wähle den Ordner, in dem sie liegt.',
  'oncover.nogood':
    'Keine Sicherung dort lässt sich mit dieser Passphrase öffnen. Du kannst einen anderen Ordner wählen.',
  'oncover.restore': 'Zu dieser Sicherung zurückgehen',
  'oncover.choose': 'Einen Ordner wählen',
  'oncover.asis.lead':
    'Oder du lässt alles, wie es ist. Nichts wird geändert, und dieser Teil bleibt unlesbar.',
  'oncover.asis': 'Öffnen, wie es ist',
  'oncover.restored':
    'Dein Notizbuch ist jetzt, wie es in dieser Sicherung war. Das beschädigte wird daneben aufgehoben.',
  'oncover.salvage.lead':
    'Oder wir retten, was sich noch lesen lässt. Es kommt in ein neues Notizbuch, und das beschädigte wird aufgehoben.',
  'oncover.salvage': 'Retten, was sich lesen lässt',
  'oncover.whole': 'Alles ließ sich lesen und ist wieder da. Die beschädigte Datei wird daneben aufgehoben.',
  'oncover.salvaged':
    '{entries, plural, one {# Eintrag ließ sich lesen und ist gerettet.} other {# Einträge ließen sich lesen und sind gerettet.}} Frühere Fassungen darunter: {earlier}.{circles, plural, =0 {} one { # Kreis lässt sich hier lesen und muss diesen Computer wieder hereinlassen.} other { # Kreise lassen sich hier lesen und müssen diesen Computer wieder hereinlassen.}}',
  'reminder.backup':
    'Dieses Notizbuch ist nur auf diesem Computer. Eine Sicherung bewahrt es, falls etwas kaputtgeht.',
  'reminder.notmade':
    'Gerade ließ sich keine Sicherung erstellen. Dein Notizbuch ist sicher. Wir versuchen es beim nächsten Öffnen wieder.',
  'reminder.look': 'Ansehen',
  'reminder.later': 'Jetzt nicht',

  'settings.about': 'Über Kinfold',
  'settings.about.version': 'Kinfold {version}, auf Electron {electron}.',
  'settings.about.test':
    'Dieses Kinfold ist zum Testen und für einen ersten Blick. Schreib noch nichts hinein, was dir wichtig ist.',
  'settings.about.what':
    'Kinfold ist ein Notizbuch und ein Treffpunkt. Es ist keine Behandlung und kein Notdienst.',

  'locking.title': 'Abschließen und verbergen',
  'locking.after': 'Von selbst abschließen, wenn niemand etwas tut',
  'locking.minutes': '{minutes, plural, one {Nach # Minute} other {Nach # Minuten}}',
  'locking.never': 'Nie',
  'locking.what':
    'Beim Abschließen wird gespeichert, was du gerade schreibst. Solange es geschlossen ist, wird nichts gesendet, und nichts kommt an. Es schließt sich auch ab, wenn der Computer schläft.',
  'locking.there':
    'Wer eine Aufnahme hört oder auf etwas Langes wartet, gilt als da. Ein Vorleseprogramm, das von selbst weiterliest, zählt nicht: Wähle dafür eine längere Zeit.',
  'locking.hide':
    '{key} verbirgt das Fenster sofort. Kommst du innerhalb einer halben Minute zurück, ist alles, wie du es verlassen hast. Danach ist es abgeschlossen.',
  'locking.shield': 'Dieses Fenster aus Bildschirmfotos und geteilten Bildschirmen heraushalten',
  'locking.shield.what':
    'Andere sehen dann eine leere Stelle, wo dieses Fenster ist, auch wenn es abgeschlossen ist. Ein Telefon vor dem Bildschirm sieht es trotzdem. Nach dem Start von Kinfold gilt das, sobald du dieses Notizbuch zum ersten Mal öffnest.',
  'locking.shield.linux':
    'Auf diesem Computer läuft Linux, und dort kann das kein Programm. Die Wahl bewirkt hier nichts. Unter Windows und auf dem Mac wirkt sie.',

  'locking.quiet':
    'Kinfold zeigt keine Mitteilungen. Im Titel seines Fensters steht nie etwas, das du geschrieben hast.',

  'erasing.title': 'Löschen',
  'erasing.disk':
    'Was du löschst, ist nach Sekunden nicht mehr im Notizbuch. Frühere Sicherungen haben es noch. Manche Festplatten behalten alte Spuren, die nur dein Schlüssel lesen könnte.',
  'erasing.bin': 'Den Papierkorb von selbst leeren',
  'erasing.bin.never': 'Nie',
  'erasing.bin.days': 'Nach 30 Tagen mit Kinfold',
  'erasing.bin.what':
    'Es zählen nur Tage, an denen du das Notizbuch geöffnet hast. Springt das Datum dieses Computers, wird nichts gelöscht.',
  'erasing.circles': 'Einen Kreis löschen',
  'erasing.circle': 'Hier löschen',
  'erasing.circle.label': 'Hier löschen: den Kreis {name}',
  'erasing.circle.title': 'Diesen Kreis hier löschen?',
  'erasing.circle.ask':
    '{name} verlässt diesen Computer: die Notizen, die Menschen, der Schlüssel. Zurück geht es nur mit einer neuen Einladung.',
  'erasing.circle.others':
    'Die anderen erfahren nichts davon. Sie behalten alles, was du dort geschrieben hast, und dein Name bleibt auf ihrer Liste.',
  'erasing.circle.yes': 'Den Kreis hier löschen',
  'erasing.circle.done': '{name} ist nicht mehr auf diesem Computer.',
  'erasing.keep': 'Behalten',
  'erasing.all': 'Alles löschen',
  'erasing.all.what':
    'Dein ganzes Notizbuch auf diesem Computer: Tagebuch, Kreise, Einstellungen und Schlüssel.',
  'erasing.all.begin': 'Alles löschen …',
  'erasing.all.title': 'Das ganze Notizbuch löschen?',
  'erasing.all.ask':
    'Zuerst werden die Schlüssel zerstört. Danach kann niemand dieses Notizbuch öffnen: du nicht, und wir nicht.',
  'erasing.all.stays':
    'Sicherungen bleiben, wo du sie hingelegt hast, und deine Passphrase öffnet sie noch. Die Menschen in deinen Kreisen behalten, was sie haben.',
  'erasing.all.word': 'löschen',
  'erasing.all.type': 'Schreib „{word}“, um fortzufahren',
  'erasing.all.needed': 'Nichts wurde gelöscht. Schreib hier das Wort „{word}“, um fortzufahren.',
  'erasing.all.yes': 'Jetzt alles löschen',
  'erasing.all.erasing': 'Wird gelöscht …',

  'date.title': 'Das Datum',
  'date.ask': 'Ist heute {day}?',
  'date.why':
    'Das Datum dieses Computers ist gesprungen. Bis du antwortest, wird nichts aus dem Papierkorb gelöscht.',
  'date.yes': 'Ja',
  'date.no': 'Nein',
  'date.thanks': 'Danke. Die Tage im Papierkorb zählen ab heute weiter.',
  'date.wrong': 'Es wird nichts gelöscht. Bitte stell das Datum dieses Computers richtig ein.',

  'fault.locked':
    'Das Notizbuch ist geschlossen. Was du geschrieben hast, ist sicher. Öffne es mit deiner Passphrase.',
  'fault.no-vault':
    'Auf diesem Computer ist noch kein Notizbuch. Nichts wurde geändert. Du kannst eines anlegen.',
  'fault.vault-exists':
    'Hier ist schon ein Notizbuch. Es wurde nicht berührt. Öffne es mit seiner Passphrase.',
  'fault.wrong-passphrase':
    'Diese Passphrase öffnet es nicht. Nichts ist verloren. Achte auf Groß- und Kleinschreibung und auf Leerzeichen, dann versuch es noch einmal.',
  'fault.wrong-words':
    'Diese Wörter öffnen es nicht. Nichts ist verloren. Vielleicht sind es ältere, oder die eines anderen Notizbuchs.',
  'fault.words-unreadable':
    'Das sind nicht 24 Wörter aus der Liste. Nichts ist verloren. Such ein Wort, das fehlt oder anders geschrieben wird.',
  'fault.words-differ':
    'Eines der drei ist ein anderes Wort. Nichts ist verloren. Sieh auf deine Liste, dann versuch es noch einmal.',
  'fault.rekeying':
    'Das Notizbuch bekommt einen neuen Schlüssel. Was du geschrieben hast, steht noch auf dieser Seite. Warte einen Moment.',
  'fault.passphrase-too-short':
    'Das ist ein wenig kurz. Noch ist nichts angelegt. Bitte nimm mindestens 8 Zeichen.',
  'fault.damaged':
    'Die Datei dieses Notizbuchs ist beschädigt. Wir haben nichts daran geändert. Behalte sie, und leg eine Kopie zurück, wenn du eine hast.',
  'fault.linked':
    'Die Schlüsseldatei dieses Notizbuchs ist nur ein Verweis auf eine Datei an einem anderen Ort. Nichts wurde geändert. Leg die Datei selbst in den Ordner des Notizbuchs, anstelle des Verweises.',
  'fault.newer-version':
    'Dieses Notizbuch stammt aus einem neueren Kinfold. Es ist sicher. Aktualisiere Kinfold hier, um es zu öffnen.',
  'fault.vault-in-use':
    'Ein anderes Kinfold-Fenster hat dieses Notizbuch offen. Es ist sicher. Schließ das andere Fenster, dann versuch es noch einmal.',
  'fault.disk-full':
    'Die Festplatte dieses Computers ist voll. Was du geschrieben hast, steht noch auf dieser Seite. Schaffe Platz, und wir versuchen es wieder.',
  'fault.not-saved':
    'Das ließ sich gerade nicht speichern. Was du geschrieben hast, steht noch auf dieser Seite. Wir versuchen es weiter.',
  'fault.moved-away':
    'Der Ordner dieses Notizbuchs ist weg. Was du geschrieben hast, steht noch auf dieser Seite. Leg den Ordner zurück, wo er war.',
  'fault.nothing-there':
    'Der Ordner dieses Notizbuchs ist nicht an seinem Platz. Nichts wurde geändert. Leg ihn zurück, dann versuch es noch einmal.',
  'fault.not-erased':
    'Kinfold darf in seinem eigenen Ordner nicht schreiben. Nichts wurde gelöscht. Erlaube Kinfold, diesen Ordner zu benutzen, dann versuch es noch einmal.',
  'fault.partly-erased':
    'Das Notizbuch ist gelöscht, und niemand kann es wieder öffnen. Eine alte Kopie liegt noch daneben. Erlaube Kinfold, diesen Ordner zu benutzen, dann versuch es noch einmal.',
  'fault.entry-locked':
    'Dieser Eintrag ist nur zum Lesen. Er ist, wie er war, und deine Worte stehen noch auf dieser Seite. Entsperre ihn, um ihn zu ändern.',
  'fault.last-journal': 'Ein Tagebuch bleibt immer. Nichts hat sich geändert. Lege zuerst ein anderes an.',
  'fault.no-folder':
    'Noch ist kein Ordner für Sicherungen gewählt. Nichts wurde geändert. Wähle zuerst einen.',
  'fault.folder-gone':
    'Der Ordner für Sicherungen ist gerade nicht da. Dein Notizbuch ist sicher. Schließ die Festplatte oder den Stick an, oder wähle einen anderen Ordner.',
  'fault.folder-refuses':
    'In den Ordner für Sicherungen lässt sich nicht schreiben. Dein Notizbuch ist sicher. Wähle einen anderen Ordner.',
  'fault.folder-full':
    'Wo die Sicherungen hinkommen, ist kein Platz mehr. Dein Notizbuch und frühere Sicherungen sind sicher. Schaffe Platz, dann versuch es noch einmal.',
  'fault.backup-damaged':
    'Diese Sicherung lässt sich nicht mehr öffnen. Dein Notizbuch wurde nicht berührt. Nimm eine andere, und erstelle eine neue.',
  'fault.nothing-readable':
    'In dieser Datei lässt sich nichts mehr lesen. Sie wurde nicht berührt. Behalte sie, und such eine Sicherung.',
  'fault.file-empty':
    'Diese Datei ist leer, deshalb wurde sie nicht angehängt. Hier hat sich nichts geändert. Wähle eine andere.',
  'fault.file-too-large':
    'Diese Datei ist größer als 200 MB und wurde nicht angehängt. Sie bleibt, wo sie ist. Wähle eine kleinere.',
  'fault.file-too-large-here':
    'Diese Datei ist größer als 100 MB und kam nicht in die Notiz. Sie bleibt, wo sie ist. Wähle eine kleinere.',
  'fault.file-unreadable':
    'Diese Datei lässt sich nicht öffnen: Sie ist nicht, was die Notiz sagt. Was du geschrieben hast, ist sicher. Bitte die Person, sie noch einmal anzuhängen.',
  'fault.file-changed':
    'Diese Datei hat sich geändert oder war weg, während wir sie lasen. Sie wurde nicht angehängt, und hier hat sich nichts geändert. Sieh nach, wo sie ist, dann versuch es noch einmal.',
  'fault.too-many':
    'Es sind schon viele Dateien unterwegs. Nichts wurde geändert. Warte einen Moment, dann versuch es noch einmal.',
  'fault.copy-refused':
    'Dort lässt sich keine Kopie schreiben. Die Datei in deinem Notizbuch ist sicher. Wähle einen anderen Platz.',
  'fault.copy-full':
    'Dort ist kein Platz für eine Kopie. Die Datei in deinem Notizbuch ist sicher. Schaffe Platz, dann versuch es noch einmal.',
  'fault.paused':
    'Dieser Kreis ist auf diesem Gerät angehalten. Nichts geht verloren. Lass ihn weiterlaufen, und versuch es dann noch einmal.',
  'fault.not-found':
    'Das ist nicht mehr hier. Alles andere ist sicher. Geh zurück und sieh noch einmal nach.',
  'fault.too-large':
    'Das ist zu lang für ein Stück. Was du geschrieben hast, steht noch auf dieser Seite. Teile es in zwei.',
  'fault.bad-request':
    'Kinfold hat sich selbst nicht verstanden. Was du geschrieben hast, steht noch auf dieser Seite. Kopiere, was neu ist, und öffne die Seite dann noch einmal.',
  'fault.vault-gone':
    'Das Notizbuch blieb kurz stehen. Was du geschrieben hast, steht noch in diesem Fenster. Öffne das Notizbuch wieder, um es zu speichern.',
  'fault.invitation-unreadable':
    'Wir konnten diese Einladung nicht lesen. Nichts wurde gesendet. Vergleiche jedes Zeichen, oder füge den Link noch einmal ein.',
  'fault.invitation-expired':
    'Nach der Uhr dieses Computers ist diese Einladung abgelaufen. Nichts wurde gesendet. Prüfe hier das Datum, oder bitte um eine neue.',
  'fault.invitation-used': 'Diese Einladung wurde schon benutzt. Nichts wurde gesendet. Bitte um eine neue.',
  'fault.invitation-of-another-circle':
    'Diese Einladung ist für einen anderen Kreis. Nichts wurde gesendet. Bitte um eine neue.',
  'fault.address-unreadable':
    'Wir konnten diese Adresse nicht lesen. Nichts wurde gesendet. Sie sieht so aus: 192.168.1.20:48132.',
  'fault.address-far':
    'Diese Adresse liegt außerhalb deines eigenen Netzes. Nichts wurde gesendet. Bitte um einen Link: Er kann einen Weg über das Internet nennen.',
  'fault.server-unreadable':
    'Wir konnten die Adresse dieses Servers nicht lesen. Nichts wurde geändert. Sieh sie noch einmal Zeichen für Zeichen an.',
  'fault.server-open':
    'Auf dem Weg zu diesem Server könnten andere mitlesen. Nichts wurde geändert. Nimm eine Adresse, die mit wss beginnt.',
  'fault.server-named':
    'Ein Server für die Verbindung wird als Zahl eingetragen. Nichts wurde geändert. Frag, wer ihn betreibt, nach der Zahl.',
  'fault.server-password':
    'Ein TURN-Server braucht einen Namen und ein Passwort. Nichts wurde geändert. Frag, wer ihn betreibt, nach beidem.',
  'fault.relay-alone':
    'Die Adresse zu verbergen braucht einen TURN-Server und einen, über den ihr euch findet. Nichts wurde geändert. Trage zuerst beide ein.',
  'fault.already-a-member':
    'Du bist schon in diesem Kreis. Nichts wurde geändert. Du findest ihn unter Kreise.',
  'fault.invitation-over':
    'Diese Einladung ist abgelaufen. Niemand kam herein. Mach eine neue, dann kann noch einmal gefragt werden.',
  'fault.invitation-withdrawn':
    'Diese Einladung wurde zurückgenommen. Niemand kam herein. Mach eine neue, dann kann noch einmal gefragt werden.',
  'fault.too-many-invitations':
    'Es sind schon viele Einladungen offen. Es wurde keine neue gemacht. Nimm eine zurück, oder warte, bis eine abläuft.',
  'fault.not-a-host':
    'Das kann nur ein Host dieses Kreises. Nichts wurde geändert. Bitte einen der Hosts darum.',
  'fault.not-a-member':
    'Dieser Computer ist gerade nicht im Kreis. Nichts wurde geändert. Was hier ist, bleibt lesbar.',
  'fault.not-allowed':
    'Das geht gerade nicht. Nichts wurde geändert. Vielleicht war jemand schneller: Sieh dir den Kreis noch einmal an.',
  'fault.read-only':
    'Diese Notiz lässt sich hier nur lesen. Nichts wurde geändert. Du kannst deinen Text anderswohin kopieren.',
  'fault.out-of-step':
    'Diese Notiz war nicht mehr auf demselben Stand wie die anderen. Nichts ist verloren. Wir öffnen sie neu.',
  'fault.keeper-unreadable':
    'Wir konnten diese Adresse nicht lesen. Nichts wurde geändert. Sie sieht so aus: wss://keeper.example.',
  'fault.keeper-open':
    'Auf dem Weg zu diesem Verwahrer könnten andere mitlesen. Nichts wurde geändert. Nimm eine Adresse, die mit wss beginnt.',
  'fault.sync-empty':
    'Diese Datei ist leer; vielleicht brach das Kopieren ab. Nichts wurde geändert. Kopiere sie noch einmal, oder bitte neu darum.',
  'fault.sync-unreadable':
    'Das ist keine Datei aus einem Kreis. Nichts wurde geändert. Such eine, die auf .kinfold-sync oder .kinfold-join endet.',
  'fault.sync-newer':
    'Ein neueres Kinfold hat diese Datei geschrieben. Nichts wurde geändert. Bring Kinfold hier auf den neuen Stand, dann öffne sie wieder.',
  'fault.sync-cut':
    'Das Ende dieser Datei fehlt oder nahm Schaden. Nichts daraus wurde übernommen. Bitte neu um die Datei.',
  'fault.sync-harmed':
    'Etwas in dieser Datei ist nicht so, wie es geschrieben wurde. Was du hast, ist sicher. Bitte neu um die Datei.',
  'fault.sync-large':
    'Diese Datei ist größer als 2 GB, mehr als ein Kreis schreibt. Nichts wurde geändert. Frag, wer sie schrieb.',
  'fault.sync-crowded':
    'Diese Datei enthält mehr vom Kreisbuch, als sich für jemanden prüfen lässt, der hier neu ist. Was du hast, ist sicher. Bitte jemanden um eine, den du hier kennst.',
  'fault.log-crowded':
    'Das Kreisbuch ist länger, als Kinfold es übernehmen kann. Hier wurde nichts davon behalten. Bitte einen Host, in einem neuen Kreis weiterzumachen.',
  'fault.sync-not-ours':
    'Diese Datei ist für jemand anderen, oder für einen Kreis, der nicht hier ist. Nichts wurde geändert. Bitte um eine für dich.',
  'fault.sync-stranger':
    'Wer diese Datei schrieb, gehört jetzt nicht zum Kreis. Nichts daraus wurde übernommen. Bitte jemanden, der dazugehört.',
  'fault.sync-gone':
    'Diese Datei lässt sich dort nicht lesen. Nichts wurde geändert. Steck an, worauf sie liegt, oder wähle sie neu.',
  'fault.sync-nobody':
    'Niemand sonst ist in diesem Kreis, oder du hast niemanden gewählt. Nichts wurde geschrieben. Wähle zuerst jemanden.',
  'fault.sync-many':
    'Eine Datei kann für höchstens 64 Geräte sein. Nichts wurde geschrieben. Wähle weniger Menschen und schreib zwei Dateien.',
  'fault.sync-left':
    'Du bist jetzt nicht Mitglied dieses Kreises. Nichts wurde geschrieben. Was du hast, bleibt lesbar.',
  'fault.sync-refused':
    'Dort lässt sich keine Datei schreiben. Deine Notizen sind sicher. Wähle einen anderen Ort.',
  'fault.stopped': 'Es wurde abgebrochen. Nichts ging verloren. Du kannst es jederzeit neu beginnen.',
  'fault.sync-full':
    'Dort ist kein Platz für die Datei. Deine Notizen sind sicher. Schaffe Platz, dann versuch es noch einmal.',
  'fault.export-gone': 'Dieser Ordner ist gerade nicht da. Dein Kreis ist sicher. Wähl einen anderen Ordner.',
  'fault.export-refused':
    'Dort lässt sich keine Kopie schreiben. Dein Kreis ist sicher. Wähl einen anderen Ordner.',
  'fault.export-full':
    'Dort ist kein Platz für die Kopie. Nichts davon blieb liegen. Schaff Platz und versuch es noch einmal.',
  'fault.join-link':
    'Ein eingegebener Code sagt nicht, zu welchem Kreis er gehört. Nichts wurde geschrieben. Nimm den ganzen Link oder sein Bild.',
  'fault.join-foreign':
    'Diese Datei bittet um Einlass, aber ihre Einladung ist hier nicht bekannt. Nichts wurde geändert. Gib sie einem Host.',
  'fault.join-not-host':
    'Diese Datei bittet um Einlass, und nur ein Host kann antworten. Nichts wurde geändert. Gib sie einem Host.',
  'fault.join-withdrawn':
    'Die Einladung zu dieser Datei wurde zurückgenommen. Niemand wurde hereingelassen. Du kannst neu einladen.',
  'fault.join-used':
    'Mit dieser Einladung kam schon jemand anderes herein. Jetzt wurde niemand hereingelassen. Du kannst neu einladen.',
  'fault.join-expired':
    'Die Einladung zu dieser Datei ist abgelaufen. Niemand wurde hereingelassen. Du kannst neu einladen.',
  'fault.import-unknown':
    'Das ist kein Tagebuch, das Kinfold lesen kann. Nichts wurde geändert. Such die Datei, die das andere Programm exportiert hat.',
  'fault.import-empty':
    'Hier steht noch nichts geschrieben. Nichts wurde geändert. Exportiere noch einmal aus dem anderen Programm, oder wähle eine andere Datei.',
  'fault.import-gone':
    'Das lässt sich dort nicht lesen. Nichts wurde geändert. Steck an, worauf es liegt, oder wähle es neu.',
  'fault.import-broken':
    'Diese Datei nahm Schaden, oder ihr Ende fehlt. Sie wurde nicht berührt, und hier hat sich nichts geändert. Exportiere sie noch einmal, oder wähle eine andere Kopie.',
  'fault.import-large':
    'Diese Datei ist größer als 100 MB, mehr als in einem Stück gelesen wird. Nichts wurde geändert. Exportiere sie in Teilen, Jahr für Jahr.',
  'fault.import-many':
    'Hier sind mehr Dateien, als auf einmal gelesen werden. Nichts wurde geändert. Wähle einen kleineren Ordner, oder exportiere in Teilen.',
  'fault.import-swollen':
    'Diese Datei sagt, dass sie weit mehr enthält, als sie kann. Nichts daraus wurde übernommen. Exportiere sie neu aus dem anderen Programm.',
  'fault.import-outside':
    'Ein Name in dieser Datei führt aus ihrem eigenen Ordner hinaus. Nichts daraus wurde übernommen. Exportiere sie neu aus dem anderen Programm.',
  'fault.import-link':
    'In dieser Datei steht ein Verweis auf einen anderen Ort, wo eine Datei sein sollte. Nichts daraus wurde übernommen. Exportiere sie noch einmal ohne Verweise.',
  'fault.import-locked':
    'Dieses ZIP ist mit einem Passwort geschlossen, und solche kann Kinfold nicht öffnen. Nichts wurde geändert. Entpacke es selbst, dann wähle den Ordner.',
  'fault.import-packed':
    'Dieses ZIP ist auf eine Weise gepackt, die Kinfold nicht kennt. Nichts wurde geändert. Entpacke es selbst, dann wähle den Ordner.',
  'fault.import-sealed':
    'Dieses Tagebuch ist mit einem Passwort geschlossen. Nichts wurde geändert. Gib das Passwort ein, das es in Mini Diary geöffnet hat.',
  'fault.import-password':
    'Dieses Passwort öffnet es nicht, oder die Datei ist beschädigt. Nichts wurde geändert. Versuch es noch einmal, oder wähle eine ältere Kopie.',
  'fault.import-encoding':
    'Die Buchstaben dieser Datei sind auf eine Weise abgelegt, die wir nicht kennen. Nichts wurde geändert. Speichere sie als UTF-8, dann wähle sie neu.',
  'fault.import-mixed':
    'Hier liegen Tagebücher aus mehr als einem Programm. Nichts wurde geändert. Wähle die Datei oder den Ordner von einem davon.',
}
