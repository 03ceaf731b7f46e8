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
  'help.copied': '{number} ist kopiert.',
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
    'Dieser Computer lässt Kinfold in seinem eigenen Ordner nicht lesen oder schreiben. Dein Notizbuch ist, wie es war. Gib den Ordner frei, dann versuch es wieder.',
  'cover.disk-full':
    'Die Festplatte dieses Computers ist voll. Dein Notizbuch ist, wie es war. Schaffe Platz, dann versuch es wieder.',

  'first.title': 'Ein Notizbuch für dich',
  'first.what': 'Schreib hier für dich. Es ist verschlossen und bleibt auf diesem Computer.',
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
  'words.who': 'Wer sie hat, kann dein Notizbuch öffnen. Bewahre sie nicht bei diesem Computer auf.',
  'words.list': 'Rettungswörter',
  'words.written': 'Ich habe sie aufgeschrieben',
  'words.copied':
    'Die Wörter sind kopiert. Nach einer Minute sind sie nicht mehr in der Zwischenablage. Papier bewahrt sie besser.',
  'words.print': 'Drucken',
  'words.print.note':
    'Mit der Hand ist es am sichersten. Drucker und Computer merken sich vielleicht, was gedruckt wurde.',
  'words.ask': 'Zeig, dass du sie hast. Welche Wörter stehen an diesen drei Stellen?',
  'words.place': 'Wort {place}',
  'words.keep': 'Diese Wörter ab jetzt verwenden',
  'words.look': 'Noch einmal ansehen',
  'words.kept': 'Deine Rettungswörter öffnen ab jetzt dieses Notizbuch.',
  'words.entry': 'Deine 24 Rettungswörter',
  'words.entry.help':
    'In der richtigen Reihenfolge. Groß oder klein ist egal, und die ersten vier Buchstaben jedes Wortes genügen.',
  'words.count': '{typed} von {all} Wörtern',
  'words.open.title': 'Mit Rettungswörtern öffnen',
  'words.open.lead': 'Das sind die 24 Wörter, die du auf Papier geschrieben hast.',
  'words.open.back': 'Mit meiner Passphrase öffnen',
  'words.new.title': 'Es ist offen. Wähle eine neue Passphrase',
  'words.new.lead': 'Die alte gilt dann nicht mehr. Deine Rettungswörter bleiben, wie sie sind.',
  'words.new.keep': 'Diese Passphrase nehmen',
  'words.new.later': 'Die alte behalten',

  'access.title': 'Was das Notizbuch öffnet',
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
  'access.rekey': 'Einen neuen Schlüssel geben',
  'access.rekey.what':
    'Kennt vielleicht jemand deine alte Passphrase und hat eine Kopie? Dann gib dem Notizbuch einen neuen Schlüssel.',
  'access.rekey.why':
    'Alles darin wird neu verschlossen. Ein Schlüssel aus einer alten Kopie öffnet nicht, was du danach schreibst.',
  'access.rekey.how':
    'Es kann Minuten dauern und braucht so viel Platz wie das Notizbuch. Du kannst dabei nicht schreiben. Danach schließt sich das Notizbuch, und du öffnest es wieder.',
  'access.rekey.words': 'Deine Rettungswörter gelten dann nicht mehr. Erstelle danach neue.',
  'access.rekey.copies':
    'Kopien und Sicherungen von vorher behalten ihren alten Schlüssel und ihre alte Passphrase.',
  'access.rekey.yes': 'Anfangen',
  'access.rekey.way': 'Ein neuer Schlüssel',
  'access.rekey.copying':
    'Dein Notizbuch wird kopiert. Du kannst das abbrechen, dann bleibt alles, wie es ist.',
  'access.rekey.sealing': 'Die Kopie wird mit dem neuen Schlüssel verschlossen.',
  'access.rekey.checking': 'Wir sehen nach, ob jedes Wort da ist.',
  'access.rekey.stopping': 'Wird abgebrochen …',
  'access.rekey.stopped': 'Abgebrochen. Nichts hat sich geändert.',
  'access.rekey.done': 'Fertig. Das Notizbuch schließt sich jetzt. Öffne es wieder mit deiner Passphrase.',

  'notice.header-older':
    'Die Schlüsseldatei ist älter, als das Notizbuch sie kennt. Vielleicht hat jemand eine alte Kopie zurückgelegt. Was du geschrieben hast, ist da.',
  'notice.words-void':
    'Deine alten Rettungswörter öffnen dieses Notizbuch nicht mehr, seit es einen neuen Schlüssel hat. Neue kannst du in den Einstellungen erstellen.',
  'notice.log-harmed':
    'Kinfold blieb stehen. Was du kurz davor geschrieben hast, ließ sich nicht ganz lesen. Alles Ältere ist da. Eine Kopie der beschädigten Datei ist aufgehoben.',
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
  'closing.kept': 'Wir fragen nur dieses eine Mal. Ändern kannst du es in den Einstellungen.',
  'closing.ask': 'Frag mich',

  'places.label': 'Orte',
  'places.journal': 'Tagebuch',
  'places.circles': 'Kreise',
  'places.settings': 'Einstellungen',
  'places.lock': 'Wegschließen',
  'places.back': 'Zurück',

  'day.today': 'Heute',
  'day.yesterday': 'Gestern',
  'day.at': '{day} um {time}',
  'time.morning': 'Morgen',
  'time.afternoon': 'Nachmittag',
  'time.evening': 'Abend',
  'time.night': 'Nacht',

  'today.entry': 'Eintrag {n}, {day}',
  'today.empty': 'Ein Wort reicht.',
  'today.unreadable':
    'Dieser Tag lässt sich nicht lesen. Nichts wurde gelöscht. Andere Tage lassen sich vielleicht öffnen.',
  'today.another': 'Noch ein Eintrag',
  'today.bin': 'In den Papierkorb',
  'today.bin.label': 'In den Papierkorb: Eintrag {n}',
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
  'tools.undo': 'Rückgängig',
  'tools.redo': 'Wiederherstellen',

  'paste.ask.title': 'Das ist viel zum Einfügen',
  'paste.ask': 'Es sind etwa {size} MB Text. Das Schreiben kann danach langsam sein.',
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
    'Du hast die Seite verlassen, deshalb wurde {name} nicht angehängt. Die Datei bleibt, wo sie war.',
  'attach.full':
    '{name} wurde nicht angehängt, weil die Festplatte dieses Computers voll ist. Was du geschrieben hast, ist sicher. Schaffe Platz, dann versuch es noch einmal.',
  'attach.folder': 'Ein Ordner lässt sich nicht anhängen. Nichts wurde geändert. Wähle die Dateien darin.',
  'attach.not.here':
    'Geteilte Notizen können noch keine Dateien aufnehmen. Nichts wurde geändert. In deinem Tagebuch kannst du sie aufheben.',
  'attach.not.carried':
    'Der Text ist da. Die Dateien dazwischen bleiben in deinem Tagebuch: Geteilte Notizen nehmen noch keine auf.',
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
  'attached.removed': '{name} ist nicht mehr in diesem Eintrag.',
  'attached.close': 'Schließen',
  'copy.title': 'Eine Kopie außerhalb speichern',
  'copy.readable': 'Die Kopie ist eine einfache Datei. Wer ihren Ordner öffnen kann, kann auch sie öffnen.',
  'copy.taken.out': 'Wo, wann und mit welchem Gerät sie entstand, steht nicht mehr in der Kopie.',
  'copy.keep': 'Das in der Kopie lassen',
  'copy.may.hold':
    'In so einer Datei kann stehen, wo und wann sie entstand. Kinfold kann das nicht herausnehmen. Es geht mit der Kopie mit.',
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
  'timeline.search': 'Suchen',
  'timeline.bin': 'Papierkorb',

  'search.title': 'In deinem Tagebuch suchen',
  'search.field': 'Wörter, die du suchst',
  'search.results': 'Gefunden',
  'search.none': 'In keinem Eintrag stehen alle diese Wörter.',
  'search.some': 'Gefunden. Das Neueste steht oben.',
  'search.hint': 'Nur dieser Computer sucht. Nichts wird gesendet.',

  'earlier.title': 'Frühere Wörter',
  'earlier.label': 'Frühere Wörter: Eintrag {n}',
  'earlier.lead': 'Was vorher in diesem Eintrag stand. Ansehen ändert nichts.',
  'earlier.now': 'Was jetzt dasteht',
  'earlier.before': 'Was vorher dastand',
  'earlier.open': 'Zum Eintrag',
  'earlier.none':
    'Noch gibt es keine. Wenn du diesen Eintrag änderst, wird hier aufgehoben, was vorher dastand.',
  'earlier.read': 'Lesen',
  'earlier.read.label': 'Lesen: {when}, {opening}',
  'earlier.back': 'Zurücklegen',
  'earlier.back.label': 'Zurücklegen: {when}, {opening}',
  'earlier.returned': 'Diese Wörter stehen wieder im Eintrag. Was vorher dastand, ist hier aufgehoben.',
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
  'bin.ask.one': 'Dieser Eintrag und seine früheren Wörter sind dann weg. Es gibt keinen Weg zurück.',
  'bin.ask.all': 'Alles im Papierkorb ist dann weg. Es gibt keinen Weg zurück.',
  'bin.ask.others':
    'Was im Papierkorb liegt, wurde nie jemandem geschickt. Frühere Sicherungen haben es noch.',
  'bin.ask.yes': 'Löschen',
  'bin.erased': 'Der Eintrag ist gelöscht.',
  'bin.emptied': 'Der Papierkorb ist jetzt leer.',
  'bin.returned': 'Der Eintrag ist wieder in deinem Tagebuch.',
  'toast.undo': 'Rückgängig',
  'toast.close': 'Diese Meldung schließen',
  'toast.region': 'Meldungen',

  'progress.stop': 'Abbrechen',
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

  'found.title': 'Einen Kreis beginnen',
  'found.name': 'Name des Kreises',
  'found.name.help': 'Nur die Menschen darin sehen diesen Namen.',
  'found.own': 'Dein Name darin',
  'found.own.help': 'Dieser Name gilt nur für diesen Kreis. Es muss nicht dein richtiger Name sein.',
  'found.make': 'Beginnen',
  'found.making': 'Beginnt …',
  'name.empty': 'Bitte schreib hier einen Namen.',
  'name.long': 'Bitte nimm höchstens 80 Zeichen.',

  'circle.people': 'Menschen in diesem Kreis',
  'circle.people.look': 'Die Menschen',
  'people.title': 'Menschen in diesem Kreis',
  'people.lead': 'Was dieses Gerät über die Menschen in {circle} weiß.',
  'people.you': 'Das bist du.',
  'people.host': 'Host: lädt Menschen ein und achtet auf die Zeit.',
  'people.compared': 'Ihr beide habt beim Hereinkommen Wörter verglichen.',
  'people.not.compared':
    'Ihr beide habt keine Wörter verglichen. Jemand anderes hier hat diesen Menschen hereingelassen.',
  'circle.invited': 'Alle hier wurden eingeladen.',
  'circle.you': 'du',
  'circle.notes': 'Geteilte Notizen',
  'circle.notes.empty': 'Noch keine Notizen. Irgendwer macht den Anfang, und du musst es nicht sein.',
  'circle.write': 'Eine neue Notiz schreiben',
  'circle.invite': 'Jemanden einladen',
  'circle.untitled': 'Eine Notiz ohne Titel',
  'circle.where': 'Wo das liegt',
  'circle.sync':
    '{people, plural, =1 {Auf diesem Gerät gespeichert.} other {Auf diesem Gerät gespeichert. Es ist bei {reached} von {people} Menschen angekommen.}}',
  'circle.coming': 'Einiges ist noch auf dem Weg hierher.',
  'circle.linked':
    '{links, plural, =0 {Gerade ist kein anderes Gerät erreichbar. Gesendet wird, sobald es geht.} other {Jetzt mit einem anderen Gerät verbunden.}}',
  'circle.leave': 'Worte können wandern',
  'circle.leave.body':
    'Kinfold kann niemanden daran hindern, Worte zu kopieren oder weiterzusagen. Wir verlassen uns aufeinander.',
  'circle.refusals': 'Etwas kam an, dem wir nicht trauen konnten. Es hat nichts verändert.',
  'circle.refusals.show': 'Genaueres',
  'circle.refusals.title': 'Was nicht hereinkam',
  'circle.refusals.lead':
    'Das kam über das Netz und hat die Prüfung nicht bestanden. Keine Notiz wurde dadurch verändert.',
  'circle.refusals.when': 'Wann',
  'circle.refusals.reason': 'Warum',
  'circle.refusals.from': 'Von',
  'circle.refusals.unknown': 'Nicht bekannt',
  'circle.refusals.size': 'Größe',
  'refusal.unreadable': 'Es ließ sich nicht lesen. Vielleicht hat es sich unterwegs verändert.',
  'refusal.stranger': 'Es kommt von einem Computer, der jetzt nicht in diesem Kreis ist.',
  'refusal.other-circle': 'Es gehört zu einem anderen Kreis.',
  'refusal.not-theirs': 'Es hätte etwas geändert, das sein Absender nicht ändern darf.',
  'refusal.out-of-order': 'Es passt nicht zu dem, was vorher kam.',
  'refusal.two-stories':
    'Dieser Computer hat zwei verschiedene Geschichten erzählt. Von ihm wird nichts mehr angenommen.',
  'refusal.newer': 'Es stammt aus einem neueren Kinfold. Aktualisiere Kinfold hier, um es zu lesen.',
  'refusal.people': 'Es ging darum, wer in diesem Kreis ist, und niemand hier konnte das so sagen.',
  'refusal.other': 'Es hat die Prüfung nicht bestanden.',

  'door.title': 'Jemand ist an der Tür',
  'door.waiting': '{count, plural, one {Jemand ist an der Tür} other {# Menschen sind an der Tür}}',
  'door.ask':
    '{name} möchte herein. Ruft euch an oder trefft euch. Sind diese Wörter dieselben wie auf dem anderen Bildschirm?',
  'door.words': 'Wörter zum Vergleichen',
  'door.yes': 'Ja, dieselben. Hereinlassen',
  'door.no': 'Nein',
  'door.yes.said': '{name} darf hereinkommen.',
  'door.no.said': '{name} wurde nicht hereingelassen.',

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
    'Wer das Papier findet, kann die Einladung auch verwenden, bis sie abläuft. Hereinlassen musst trotzdem du.',
  'invite.link': 'Link',
  'invite.copy': 'Den Link kopieren',
  'invite.copied': 'Der Link ist kopiert. Nach einer Minute ist er nicht mehr in der Zwischenablage.',
  'invite.code': 'Code',
  'invite.copy.code': 'Den Code kopieren',
  'invite.copied.code': 'Der Code ist kopiert. Nach einer Minute ist er nicht mehr in der Zwischenablage.',
  'invite.address': 'Adresse dieses Computers',
  'invite.address.help': 'Am anderen Computer werden der Code und eine dieser Adressen eingegeben.',
  'invite.address.none': 'Dieser Computer hat noch keine Adresse, die andere erreichen.',
  'invite.expires': 'Gültig bis {when}. Danach erstellst du eine neue.',
  'invite.next': 'Wer anklopft, wartet an der Tür. Ihr vergleicht Wörter, und du lässt den Menschen herein.',
  'invite.making': 'Die Einladung wird erstellt …',
  'invite.withdraw': 'Zurücknehmen',
  'invite.withdrawn': 'Die Einladung gilt nicht mehr.',
  'invite.done': 'Fertig',

  'join.title': 'Einem Kreis beitreten',
  'join.invitation': 'Link oder Code',
  'join.invitation.help':
    'Füge den Link ein, oder gib den Code ein. Groß oder klein, Leerzeichen und Striche sind egal.',
  'join.address': 'Adresse des anderen Computers',
  'join.address.help': 'Nur nötig, wenn du einen Code eingibst. Sie sieht so aus: 192.168.1.20:48132.',
  'join.own': 'Dein Name in diesem Kreis',
  'join.own.help': 'Dieser Name gilt nur für diesen Kreis. Es muss nicht dein richtiger Name sein.',
  'join.go': 'Anklopfen',
  'join.going': 'Es wird angeklopft …',
  'join.invitation.empty': 'Bitte füge hier den Link ein, oder gib den Code ein.',
  'join.address.empty': 'Zu einem Code gehört auch die Adresse. Frag den Menschen, der dich eingeladen hat.',
  'join.looking': 'Der andere Computer wird gesucht. Bei euch beiden muss Kinfold offen sein.',
  'join.compare': 'Sind diese Wörter dieselben wie auf dem anderen Bildschirm?',
  'join.compare.help':
    'Ruft euch an oder trefft euch, und lest die Wörter vor. Ist eines anders, hör hier auf.',
  'join.words': 'Wörter zum Vergleichen',
  'join.match': 'Ja, dieselben',
  'join.matched': 'Du hast gesagt, dass es dieselben sind',
  'join.waiting':
    'Jetzt fehlt noch das Ja von der anderen Seite. Du kannst hier warten oder später wiederkommen.',
  'join.joined': 'Du bist drin. Willkommen.',
  'join.enter': 'Zum Kreis',
  'join.declined':
    'Diesmal bist du nicht dazugekommen. Gesehen wurde der Name, den du angegeben hast, sonst nichts. Du kannst nach dem Grund fragen.',
  'join.unreachable':
    'Der andere Computer hat nicht geantwortet. Nichts ist verloren. Frag nach, ob Kinfold dort offen ist, und klopf dann noch einmal an.',
  'join.expired':
    'Diese Einladung ist abgelaufen. Aus deinem Tagebuch wurde nichts geteilt. Bitte um eine neue.',
  'join.used':
    'Diese Einladung wurde schon benutzt. Aus deinem Tagebuch wurde nichts geteilt. Bitte um eine neue.',
  'join.other-circle':
    'Der andere Computer gehört zu einem anderen Kreis. Aus deinem Tagebuch wurde nichts geteilt. Bitte um eine neue Einladung.',
  'join.stop': 'Abbrechen',
  'join.again': 'Eine andere Einladung versuchen',
  'join.confirm':
    'Eine Einladung wurde geöffnet. Sie ist unten schon eingetragen. Nichts geschieht, bevor du anklopfst.',

  'note.title': 'Titel',
  'note.title.placeholder': 'Ein Titel, wenn du magst',
  'note.body': 'Geteilte Notiz',
  'note.lead':
    'Eine geteilte Seite. Alle in diesem Kreis können sie lesen und darauf schreiben. Was du hier löschst, verschwindet von deiner Seite, und die Seiten der anderen werden gebeten, es auch zu löschen. Vielleicht hat jemand es behalten.',
  'note.late': 'Vielleicht sieht das eine Weile niemand. Wenn du jetzt jemanden brauchst:',
  'note.readonly': 'Du kannst diese Notiz lesen. Um darin zu schreiben, braucht es ein neueres Kinfold.',
  'note.opening': 'Die Notiz wird geöffnet …',
  'note.reopened':
    'Die Notiz wurde neu geöffnet, damit alle dasselbe sehen. Was du geschrieben hast, ist da.',
  'note.back': 'Zurück zu {circle}',

  'settings.title': 'Einstellungen',
  'settings.text': 'Schriftgröße',
  'settings.theme': 'Farben',
  'settings.theme.system': 'Wie auf diesem Computer',
  'settings.theme.light': 'Hell',
  'settings.theme.dark': 'Dunkel',
  'settings.theme.contrast': 'Hoher Kontrast',
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
  'settings.on': 'An',
  'settings.off': 'Aus',
  'settings.keys': 'Tasten',
  'key.ctrl': 'Strg',
  'key.shift': 'Umschalt',
  'shortcuts.lead': 'Du kannst jede dieser Tasten ändern.',
  'shortcuts.cover':
    'Deine Wahl steht im Notizbuch. Solange es geschlossen ist, gelten vielleicht die Tasten vom Anfang.',
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
  'command.code': 'Gleich breite Buchstaben',
  'command.paragraph': 'Einfache Zeile',
  'command.heading': 'Überschrift',
  'command.list': 'Liste',
  'command.ordered': 'Nummerierte Liste',
  'command.quote': 'Zitat',
  'command.deeper': 'In einer Liste weiter nach innen',
  'command.shallower': 'In einer Liste weiter nach außen',
  'command.check': 'Eine Zeile abhaken, oder den Haken wegnehmen',
  'command.earlier': 'Frühere Wörter dieses Eintrags',
  'language.title': 'Sprache',
  'backups.title': 'Sicherungen',
  'backups.lead':
    'Eine Sicherung ist eine Kopie dieses Notizbuchs, verschlossen mit derselben Passphrase. Am besten liegt sie auf einer anderen Festplatte oder einem Stick.',
  'backups.none': 'Noch ist kein Ordner für Sicherungen gewählt.',
  'backups.where': 'Sicherungen liegen in',
  'backups.daily':
    'An jedem Tag, an dem du schreibst, entsteht eine. Ältere machen Platz: 7 Tage, 4 Wochen und 12 Monate bleiben.',
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
    'Das jetzige Notizbuch wird ganz beiseitegelegt, bis du es löschst. Danach fragt der Einband nach der Passphrase.',
  'backups.restore.circles':
    'Du kannst deine Kreise lesen, aber nicht darin schreiben. Dieser Computer muss neu hereingelassen werden.',
  'backups.before': 'Beiseitegelegte Notizbücher',
  'backups.before.lead':
    'Als du zu einer Sicherung zurückgegangen bist, wurde das Notizbuch von damals hier aufgehoben.',
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
  'backup.damaged': 'Diese lässt sich nicht mehr öffnen.',
  'backup.tried':
    'Sie lässt sich öffnen, und alles darin ist lesbar. {entries, plural, one {# Eintrag} other {# Einträge}}, vom ersten ({first}) bis zum letzten ({last}). Geteilte Notizen: {notes}. Größe: {size}.',
  'backup.tried.empty':
    'Sie lässt sich öffnen, und alles darin ist lesbar. Kein Eintrag ist darin. Größe: {size}.',
  'backup.passphrase': 'Passphrase dieser Sicherung',
  'backup.passphrase.help': 'Die Passphrase von damals, als die Sicherung entstand.',
  'backup.reading': 'Wird gelesen …',
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
  'openbackup.title': 'Eine Sicherung öffnen',
  'openbackup.lead':
    'Wähle den Ordner oder den Stick, auf dem sie liegt. Sie wird auf diesen Computer kopiert und geprüft.',
  'openbackup.which': 'Welche?',
  'openbackup.one': '{when}, {size}',
  'openbackup.empty':
    'In diesem Ordner ist keine Sicherung. Nichts wurde geändert. Wähle den Ordner, in dem sie liegt.',
  'openbackup.open': 'Kopieren und öffnen',
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
  'oncover.restored': 'Dein Notizbuch ist wieder, wie es war. Das beschädigte wird daneben aufgehoben.',
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
    'Das ist eine Fassung zum Testen und für einen ersten Blick. Schreib noch nichts hinein, was dir wichtig ist.',
  'settings.about.what':
    'Kinfold ist ein Notizbuch und ein Treffpunkt. Es ist keine Behandlung und kein Notdienst.',

  'locking.title': 'Abschließen und verbergen',
  'locking.after': 'Von selbst abschließen, wenn niemand etwas tut',
  'locking.minutes': '{minutes, plural, one {Nach # Minute} other {Nach # Minuten}}',
  'locking.never': 'Nie',
  'locking.what':
    'Beim Abschließen wird gespeichert, was du gerade schreibst. Solange es geschlossen ist, wird nichts gesendet, und nichts kommt an. Es schließt sich auch ab, wenn der Computer schläft.',
  'locking.hide':
    '{key} verbirgt das Fenster sofort. Kommst du innerhalb einer halben Minute zurück, ist alles, wie du es verlassen hast. Danach ist es abgeschlossen.',
  'locking.shield': 'Dieses Fenster aus Bildschirmfotos und geteilten Bildschirmen heraushalten',
  'locking.shield.what':
    'Andere sehen dann eine leere Stelle, wo dieses Fenster ist. Ein Telefon vor dem Bildschirm sieht es trotzdem.',
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
    'Das sind nicht 24 Wörter aus der Liste. Nichts ist verloren. Such eines, das fehlt oder anders geschrieben wird.',
  'fault.words-differ':
    'Eines der drei ist ein anderes Wort. Nichts ist verloren. Sieh auf deine Liste, dann versuch es noch einmal.',
  'fault.rekeying':
    'Das Notizbuch bekommt einen neuen Schlüssel. Was du geschrieben hast, steht noch auf dieser Seite. Warte einen Moment.',
  'fault.passphrase-too-short':
    'Das ist ein wenig kurz. Noch ist nichts angelegt. Bitte nimm mindestens 8 Zeichen.',
  'fault.damaged':
    'Die Datei dieses Notizbuchs ist beschädigt. Wir haben nichts daran geändert. Behalte sie, und leg eine Kopie zurück, wenn du eine hast.',
  'fault.linked':
    'Die Schlüsseldatei dieses Notizbuchs ist nur ein Verweis auf einen anderen Ort. Nichts wurde geändert. Leg die Datei selbst dorthin.',
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
    'Kinfold darf in seinem eigenen Ordner nicht schreiben. Nichts wurde gelöscht. Gib den Ordner frei, dann versuch es noch einmal.',
  'fault.partly-erased':
    'Das Notizbuch ist gelöscht, und niemand kann es wieder öffnen. Eine alte Kopie liegt noch daneben. Gib den Ordner frei, dann versuch es noch einmal.',
  'fault.no-folder':
    'Noch ist kein Ordner für Sicherungen gewählt. Nichts wurde geändert. Wähle zuerst einen.',
  'fault.folder-gone':
    'Der Ordner für Sicherungen ist gerade nicht da. Dein Notizbuch ist sicher. Schließ ihn an, oder wähle einen anderen.',
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
  'fault.file-changed':
    'Diese Datei hat sich geändert oder war weg, während wir sie lasen. Sie wurde nicht angehängt, und hier hat sich nichts geändert. Sieh nach, wo sie ist, dann versuch es noch einmal.',
  'fault.too-many':
    'Es sind schon viele Dateien unterwegs. Nichts wurde geändert. Warte einen Moment, dann versuch es noch einmal.',
  'fault.copy-refused':
    'Dort lässt sich keine Kopie schreiben. Die Datei in deinem Notizbuch ist sicher. Wähle einen anderen Platz.',
  'fault.copy-full':
    'Dort ist kein Platz für eine Kopie. Die Datei in deinem Notizbuch ist sicher. Schaffe Platz, dann versuch es noch einmal.',
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
  'fault.already-a-member':
    'Du bist schon in diesem Kreis. Nichts wurde geändert. Du findest ihn unter Kreise.',
  'fault.not-allowed':
    'Das geht hier nicht. Nichts wurde geändert. Vielleicht sind zu viele Einladungen offen, oder nur ein Host kann es.',
  'fault.read-only':
    'Diese Notiz lässt sich hier nur lesen. Nichts wurde geändert. Du kannst deinen Text anderswohin kopieren.',
  'fault.out-of-step':
    'Diese Notiz war nicht mehr auf demselben Stand wie die anderen. Nichts ist verloren. Wir öffnen sie neu.',
}
