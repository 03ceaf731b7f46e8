/**
 * German, for the places that have settled: cover, first run, today, Help now, settings, and what happened when something
 * did not work. A sentence that is not here is said in English.
 */
import type { MessageKey } from './en.ts'

/** Not every sentence is here yet. */
export const started = true

export const de: Readonly<Partial<Record<MessageKey, string>>> = {
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
  'leave.title': 'Einige Wörter sind nicht gespeichert',
  'leave.detail':
    'Sie ließen sich nicht speichern und stehen nur in diesem Fenster. Schaffe Platz auf der Festplatte, oder kopiere sie anderswohin.',
  'leave.stay': 'Bleiben',
  'leave.go': 'Ohne sie schließen',

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
  'help.watch': 'Kinfold achtet nicht darauf, was du schreibst. Niemand wird benachrichtigt.',
  'help.check':
    'Wir haben diese Nummern nicht bei den Diensten selbst geprüft. Wenn eine nicht antwortet, wähle den Notruf an deinem Ort.',
  'help.close': 'Schließen',
  'help.band': 'Wenn du jetzt jemanden brauchst',
  'help.band.988': 'anrufen oder schreiben, rund um die Uhr',
  'help.band.911': 'Notruf',
  'help.band.place': 'Für die USA und Kanada.',

  'cover.closed': 'Dieses Notizbuch ist zu. Deine Passphrase öffnet es.',
  'cover.offline': 'Solange es zu ist, wird nichts gesendet und nichts kommt an.',
  'cover.gone':
    'Das Notizbuch ging von selbst zu. Was du geschrieben hast, ist noch in diesem Fenster. Öffne es wieder, um es zu speichern.',
  'cover.harmed':
    'Ein Teil dieses Notizbuchs ließ sich nicht lesen. Gib deine Passphrase ein, und wir suchen erst eine Sicherung.',
  'cover.harmed.words':
    'Ein Teil dieses Notizbuchs ließ sich nicht lesen. Wir suchen eine Sicherung, bevor es aufgeht.',
  'cover.harmed.kept': 'Was du zuletzt geschrieben hast, ist in diesem Fenster und wird danach gespeichert.',
  'cover.harmed.look': 'Eine Sicherung suchen',
  'cover.passphrase': 'Passphrase',
  'cover.show': 'Zeigen',
  'cover.hide': 'Verdecken',
  'cover.show.label': 'Die Passphrase zeigen',
  'cover.hide.label': 'Die Passphrase verdecken',
  'cover.open': 'Öffnen',
  'cover.opening': 'Geht auf …',
  'cover.opening.long': 'Es geht auf. Das dauert einen Moment, damit niemand schnell raten kann.',
  'cover.words': 'Mit meinen Rettungswörtern öffnen',
  'cover.starting': 'Gleich ist alles bereit …',
  'cover.empty': 'Gib zuerst deine Passphrase ein.',

  'first.title': 'Ein Notizbuch für dich',
  'first.what': 'Schreib hier für dich. Es ist verschlossen und bleibt auf diesem Computer.',
  'first.circle':
    'Später kannst du Notizen mit einem kleinen Kreis von Menschen teilen, denen du vertraust. Eure Computer sprechen miteinander. Keine Firma ist dazwischen.',
  'first.not': 'Kinfold ist ein Notizbuch und ein Treffpunkt. Es ist keine Behandlung und kein Notdienst.',
  'first.begin': 'Anfangen',
  'first.how': 'Du brauchst kein Konto.',
  'first.next': 'Weiter',
  'first.not.title': 'Was es nicht ist',
  'first.not.help': 'Wenn du in Gefahr sein könntest, drücke „Hilfe jetzt“. Es steht oben auf jeder Seite.',
  'first.not.nobody':
    'Niemand achtet darauf, was du schreibst. Niemand erfährt davon, und niemand wird benachrichtigt.',
  'first.look.title': 'Kannst du das gut lesen?',
  'first.look.lead': 'Wähle, was deinen Augen guttut. Du kannst es jederzeit ändern.',
  'create.title': 'Wähle eine Passphrase',
  'create.lead': 'Ein paar Wörter, die du behältst. Mindestens 8 Zeichen.',
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
  'words.why': 'Rettungswörter sind ein zweiter Weg hinein. Es sind 24 einfache Wörter, für Papier.',
  'words.without': 'Ohne sie kann nach einer vergessenen Passphrase niemand mehr dieses Notizbuch öffnen.',
  'words.make': 'Rettungswörter machen',
  'words.later': 'Später',
  'words.making': 'Es werden 24 Wörter …',
  'words.write':
    'Schreib diese Wörter auf Papier, in dieser Reihenfolge. Wir zeigen sie nur dieses eine Mal.',
  'words.who': 'Wer sie hat, kann dein Notizbuch öffnen. Bewahre sie nicht bei diesem Computer auf.',
  'words.list': 'Rettungswörter',
  'words.written': 'Ich habe sie aufgeschrieben',
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
    'In ihrer Reihenfolge. Große Buchstaben sind egal, und die ersten vier Buchstaben jedes Worts genügen.',
  'words.count': '{typed} von {all} Wörtern',
  'words.open.title': 'Mit Rettungswörtern öffnen',
  'words.open.lead': 'Das sind die 24 Wörter, die du auf Papier geschrieben hast.',
  'words.open.back': 'Meine Passphrase nehmen',
  'words.new.title': 'Es ist offen. Wähle eine neue Passphrase',
  'words.new.lead': 'Die alte gilt dann nicht mehr. Deine Rettungswörter bleiben, wie sie sind.',
  'words.new.keep': 'Diese Passphrase nehmen',
  'words.new.later': 'Die alte behalten',

  'access.title': 'Was es öffnet',
  'access.now': 'Deine jetzige Passphrase',
  'access.new': 'Eine neue Passphrase',
  'access.next': 'Weiter',
  'access.leave': 'Lassen',
  'access.change': 'Die Passphrase ändern',
  'access.change.yes': 'Ändern',
  'access.change.copies':
    'Wer eine alte Kopie dieses Notizbuchs hat und die alte Passphrase kannte, kann jene Kopie noch öffnen.',
  'access.changed': 'Ab jetzt öffnet die neue Passphrase dieses Notizbuch.',
  'access.words.some': 'Du hast Rettungswörter.',
  'access.words.none':
    'Du hast keine Rettungswörter. Sie öffnen das Notizbuch, wenn du die Passphrase vergisst.',
  'access.words.void':
    'Deine alten Rettungswörter gelten nicht mehr, seit das Notizbuch einen neuen Schlüssel hat. Du kannst neue machen.',
  'access.words.anew': 'Neue Rettungswörter machen',
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
    'Es kann Minuten dauern und braucht so viel Platz wie das Notizbuch. Du kannst dabei nicht schreiben. Dann geht es zu, und du öffnest es wieder.',
  'access.rekey.words': 'Deine Rettungswörter gelten dann nicht mehr. Mach danach neue.',
  'access.rekey.copies':
    'Kopien und Sicherungen von vorher behalten ihren alten Schlüssel und ihre alte Passphrase.',
  'access.rekey.yes': 'Anfangen',
  'access.rekey.copying': 'Dein Notizbuch wird kopiert. Du kannst es anhalten, dann ändert sich nichts.',
  'access.rekey.sealing': 'Die Kopie wird mit dem neuen Schlüssel verschlossen.',
  'access.rekey.checking': 'Wir sehen nach, ob jedes Wort da ist.',
  'access.rekey.stop': 'Anhalten',
  'access.rekey.stopping': 'Wird angehalten …',
  'access.rekey.stopped': 'Es wurde angehalten. Nichts hat sich geändert.',
  'access.rekey.done': 'Fertig. Das Notizbuch geht jetzt zu. Öffne es wieder mit deiner Passphrase.',

  'notice.header-older':
    'Die Schlüsseldatei ist älter, als dieses Notizbuch sich erinnert. Vielleicht hat jemand eine Kopie zurückgelegt. Deine Wörter sind da.',
  'notice.words-void':
    'Deine alten Rettungswörter öffnen dieses Notizbuch nicht mehr, seit es einen neuen Schlüssel hat. Du kannst in den Einstellungen neue machen.',
  'notice.log-harmed':
    'Die letzten Wörter, bevor Kinfold stehen blieb, ließen sich nicht alle lesen. Alles von vorher ist da. Eine Kopie der beschädigten Datei ist aufgehoben.',
  'notice.dismiss': 'Gut',

  'harm.title': 'Ein Teil deines Notizbuchs lässt sich nicht lesen',
  'harm.safe': 'Nichts wurde gelöscht, und was noch aufgeht, ist so, wie du es geschrieben hast.',
  'harm.do':
    'Schließ das Notizbuch, und wir suchen eine Sicherung, die ganz ist. Du entscheidest, was dann geschieht.',
  'harm.close': 'Das Notizbuch schließen und eine Sicherung suchen',
  'harm.later': 'Jetzt nicht',

  'places.label': 'Orte',
  'places.journal': 'Tagebuch',
  'places.circles': 'Kreise',
  'places.settings': 'Einstellungen',
  'places.lock': 'Verbergen und abschließen',
  'places.back': 'Zurück',

  'day.today': 'Heute',
  'day.yesterday': 'Gestern',
  'time.morning': 'Morgen',
  'time.afternoon': 'Nachmittag',
  'time.evening': 'Abend',
  'time.night': 'Nacht',

  'today.entry': 'Eintrag {n}, {day}',
  'today.empty': 'Ein Wort reicht.',
  'today.another': 'Noch ein Eintrag',
  'today.bin': 'In den Papierkorb',
  'today.bin.label': 'In den Papierkorb: Eintrag {n}',
  'today.binned': 'Der Eintrag ist im Papierkorb. Kinfold hat ihn nie jemandem geschickt.',

  'status.saved': 'Auf diesem Gerät gespeichert.',
  'status.saving': 'Wird gespeichert …',
  'status.ready': 'Was du schreibst, wird dabei gespeichert.',

  'tools.label': 'Schreiben',
  'tools.bold': 'Fett',
  'tools.italic': 'Kursiv',
  'tools.heading': 'Überschrift',
  'tools.list': 'Liste',
  'tools.ordered': 'Nummerierte Liste',
  'tools.quote': 'Zitat',
  'tools.undo': 'Rückgängig',
  'tools.redo': 'Wiederherstellen',
  'tools.attach': 'Eine Datei anhängen',

  'paste.ask.title': 'Das ist viel zum Einfügen',
  'paste.ask': 'Es sind etwa {size} MB Text. Das Schreiben kann danach langsam sein.',
  'paste.ask.yes': 'Einfügen',
  'paste.ask.no': 'Lassen',
  'paste.refused':
    'Das ist mehr als 2 MB, deshalb wurde es nicht eingefügt. Hier hat sich nichts geändert. Versuch es in kleineren Teilen.',

  'low.title': 'Ein Wort',
  'low.field': 'Dein Wort',
  'low.ready': 'Oder eines von diesen Wörtern',
  'low.word.low': 'Unten',
  'low.word.between': 'Dazwischen',
  'low.word.okay': 'Geht so',
  'low.keep': 'Behalten',
  'low.kept': '„{word}“. Auf diesem Gerät gespeichert.',
  'low.held': '„{word}“ ist in diesem Fenster aufgehoben. {why}',
  'low.empty': 'Schreib zuerst ein Wort, oder nimm eines von unten.',
  'low.whole': 'Das ganze Notizbuch',

  'timeline.title': 'Tage',
  'timeline.now': 'Auf dieser Seite',
  'timeline.older': 'Frühere Tage',
  'timeline.nowords': 'Ohne Wörter',
  'timeline.all': 'Alle Tage',
  'timeline.calendar': 'Kalender',
  'timeline.search': 'Suchen',
  'timeline.bin': 'Papierkorb',

  'toast.undo': 'Rückgängig',
  'toast.close': 'Diese Meldung schließen',
  'toast.region': 'Meldungen',

  'settings.title': 'Einstellungen',
  'settings.text': 'Schriftgröße',
  'settings.text.value': '{size} %',
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
  'settings.keys': 'Tasten',
  'key.ctrl': 'Strg',
  'key.shift': 'Umschalt',
  'shortcuts.lead': 'Du kannst allem hier andere Tasten geben.',
  'shortcuts.writing': 'Beim Schreiben',
  'shortcuts.change': 'Ändern',
  'shortcuts.change.label': 'Die Tasten ändern von: {command}',
  'shortcuts.press': 'Drücke die neuen Tasten für: {command}',
  'shortcuts.press.help': 'Escape behält die alten.',
  'shortcuts.keep': 'Die alten behalten',
  'shortcuts.plain':
    'Diese Tasten braucht das Schreiben. Nichts wurde geändert. Halte Strg oder Command zu einem Buchstaben, oder nimm F2 bis F12.',
  'shortcuts.everywhere':
    '{keys} tut in jedem Programm dasselbe. Nichts wurde geändert. Bitte drücke andere Tasten.',
  'shortcuts.taken':
    '{keys} gehört schon zu „{command}“. Nichts wurde geändert. Bitte drücke andere Tasten, oder ändere jene zuerst.',
  'shortcuts.changed': 'Die Tasten von „{command}“ sind jetzt {keys}.',
  'shortcuts.reset': 'Alle Tasten wie am Anfang',
  'shortcuts.reset.done': 'Alle Tasten sind wie am Anfang.',
  'command.help': 'Hilfe jetzt',
  'command.hide': 'Kurz verbergen',
  'command.lock': 'Verbergen und abschließen',
  'command.low': 'Ein Wort',
  'command.back': 'Zurück',
  'command.forward': 'Vor',
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
  'language.title': 'Sprache',
  'language.started': 'Einige Seiten sprechen diese Sprache. Die anderen sind noch auf Englisch.',
  'settings.on': 'An',
  'settings.off': 'Aus',
  'settings.about': 'Über Kinfold',
  'settings.about.version': 'Kinfold {version}, auf Electron {electron}.',
  'settings.about.test':
    'Das ist ein Programm zum Testen und für einen ersten Blick. Bewahre keine echten Wörter darin auf.',
  'settings.about.what':
    'Kinfold ist ein Notizbuch und ein Treffpunkt. Es ist keine Behandlung und kein Notdienst.',

  'locking.title': 'Abschließen und verbergen',
  'locking.after': 'Von selbst abschließen, wenn niemand es berührt',
  'locking.minutes': '{minutes, plural, one {Nach # Minute} other {Nach # Minuten}}',
  'locking.never': 'Nie',
  'locking.what':
    'Beim Abschließen wird gespeichert, was du gerade schreibst. Solange es zu ist, wird nichts gesendet und nichts kommt an. Es schließt sich auch ab, wenn der Computer schläft.',
  'locking.hide':
    '{key} verbirgt das Fenster sofort. Kommst du in einer halben Minute zurück, ist es, wie du es verlassen hast. Danach ist es abgeschlossen.',
  'locking.shield': 'Dieses Fenster aus Bildschirmfotos und geteilten Bildschirmen heraushalten',
  'locking.shield.what':
    'Andere sehen dann eine leere Stelle, wo dieses Fenster ist. Ein Telefon vor dem Bildschirm sieht es trotzdem.',
  'locking.shield.linux':
    'Auf diesem Computer läuft Linux, und dort kann das kein Programm. Die Wahl bewirkt hier nichts. Sie wirkt auf Windows und Mac.',

  'locking.quiet':
    'Kinfold zeigt keine Mitteilungen. Sein Fenster heißt „Kinfold“, und sonst steht nichts in seinem Titel.',
  'closing.title': 'Was soll Schließen bedeuten?',
  'closing.safe': 'Deine Wörter werden gespeichert, und das Notizbuch schließt sich ab. Das gilt für beides.',
  'closing.leave': 'Abschließen und beenden',
  'closing.leave.what': 'Kinfold endet. Starte es wieder, um zu schreiben.',
  'closing.stay': 'Abschließen und außer Sicht bleiben',
  'closing.stay.what': 'Ein kleines Fenster namens „Notizen“ wartet in der Taskleiste.',
  'closing.not': 'Nicht schließen',
  'closing.kept': 'Das fragen wir nur dieses eine Mal. Die Einstellungen können es ändern.',
  'closing.ask': 'Frag mich',

  'erasing.title': 'Löschen',
  'erasing.disk':
    'Was du löschst, verlässt dieses Notizbuch in Sekunden. Frühere Sicherungen haben es noch. Manche Festplatten behalten alte Spuren, die nur dein Schlüssel lesen könnte.',
  'erasing.bin': 'Den Papierkorb von selbst leeren',
  'erasing.bin.never': 'Nie',
  'erasing.bin.days': 'Nach 30 benutzten Tagen',
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
  'erasing.all.type': 'Schreib „{word}“, um weiterzugehen',
  'erasing.all.needed': 'Nichts wurde gelöscht. Schreib hier das Wort „{word}“, um weiterzugehen.',
  'erasing.all.yes': 'Jetzt alles löschen',
  'erasing.all.erasing': 'Wird gelöscht …',

  'backups.title': 'Sicherungen',
  'backups.lead':
    'Eine Sicherung ist eine Kopie dieses Notizbuchs, verschlossen mit derselben Passphrase. Am besten liegt sie auf einer anderen Festplatte oder einem Stick.',
  'backups.none': 'Noch ist kein Ordner für Sicherungen gewählt.',
  'backups.where': 'Sicherungen kommen nach',
  'backups.choose': 'Einen Ordner wählen',
  'backups.another': 'Einen anderen Ordner wählen',
  'backups.make': 'Jetzt eine machen',
  'backups.making': 'Eine Sicherung wird gemacht …',
  'reminder.backup':
    'Dieses Notizbuch ist nur auf diesem Computer. Eine Sicherung bewahrt es, falls etwas kaputtgeht.',
  'reminder.notmade':
    'Gerade ließ sich keine Sicherung machen. Dein Notizbuch ist sicher. Wir versuchen es beim nächsten Öffnen wieder.',
  'reminder.look': 'Ansehen',
  'reminder.later': 'Jetzt nicht',
  'backups.daily':
    'An jedem Tag, an dem du schreibst, wird eine gemacht. Ältere machen Platz: 7 Tage, 4 Wochen und 12 Monate bleiben.',
  'backups.chosen': 'Sicherungen kommen ab jetzt dorthin.',
  'backups.stop': 'Keine Sicherungen mehr machen',
  'backups.stopped': 'Es werden keine Sicherungen mehr gemacht. Die vorhandenen bleiben, wo sie sind.',
  'backups.made': 'Eine Sicherung ist gemacht und geprüft. Einträge darin: {entries}.',
  'backups.empty': 'In diesem Ordner ist noch keine Sicherung.',
  'backups.list': 'Deine Sicherungen',
  'backups.look': 'Hineinsehen',
  'backups.look.label': 'Hineinsehen: die Sicherung von {when}',
  'backups.try': 'Ausprobieren',
  'backups.try.label': 'Ausprobieren: die Sicherung von {when}',
  'openbackup.lead':
    'Wähle den Ordner oder den Stick, auf dem sie liegt. Sie wird auf diesen Computer kopiert und geprüft.',
  'openbackup.which': 'Welche?',
  'openbackup.empty':
    'In diesem Ordner ist keine Sicherung. Nichts wurde geändert. Wähle den Ordner, in dem sie liegt.',
  'openbackup.open': 'Kopieren und öffnen',
  'openbackup.done': 'Dein Notizbuch ist da. Kreise müssen diesen Computer wieder hereinlassen.',
  'moving.title': 'Umzug auf einen neuen Computer',
  'openbackup.title': 'Eine Sicherung öffnen',

  'fault.locked': 'Das Notizbuch ist zu. Deine Wörter sind sicher. Öffne es mit deiner Passphrase.',
  'fault.no-vault':
    'Auf diesem Computer ist noch kein Notizbuch. Nichts wurde geändert. Du kannst eines anlegen.',
  'fault.vault-exists':
    'Hier ist schon ein Notizbuch. Es wurde nicht berührt. Öffne es mit seiner Passphrase.',
  'fault.wrong-passphrase':
    'Diese Passphrase öffnet es nicht. Nichts ist verloren. Achte auf große Buchstaben und Leerzeichen, dann versuch es noch einmal.',
  'fault.wrong-words':
    'Diese Wörter öffnen es nicht. Nichts ist verloren. Vielleicht sind es ältere, oder die eines anderen Notizbuchs.',
  'fault.words-unreadable':
    'Das sind nicht 24 Wörter der Liste. Nichts ist verloren. Such eines, das fehlt oder anders geschrieben wird.',
  'fault.words-differ':
    'Eines der drei ist ein anderes Wort. Nichts ist verloren. Sieh auf deine Liste, dann versuch es noch einmal.',
  'fault.rekeying':
    'Das Notizbuch bekommt einen neuen Schlüssel. Deine Wörter sind noch auf dieser Seite. Warte einen Moment.',
  'fault.passphrase-too-short':
    'Das ist ein wenig kurz. Noch ist nichts angelegt. Bitte nimm mindestens 8 Zeichen.',
  'fault.damaged':
    'Die Datei dieses Notizbuchs ist beschädigt. Wir haben nichts daran geändert. Behalte sie, und leg eine Kopie zurück, wenn du eine hast.',
  'fault.newer-version':
    'Ein neueres Kinfold hat dieses Notizbuch gemacht. Es ist sicher. Bring Kinfold hier auf den neuen Stand, um es zu öffnen.',
  'fault.vault-in-use':
    'Ein anderes Kinfold-Fenster hat dieses Notizbuch offen. Es ist sicher. Schließ das andere Fenster, dann versuch es noch einmal.',
  'fault.disk-full':
    'Die Festplatte dieses Computers ist voll. Deine Wörter sind noch auf dieser Seite. Schaffe Platz, und wir versuchen es wieder.',
  'fault.not-saved':
    'Das ließ sich gerade nicht speichern. Deine Wörter sind noch auf dieser Seite. Wir versuchen es weiter.',
  'fault.moved-away':
    'Der Ordner dieses Notizbuchs ist weg. Deine Wörter sind noch auf dieser Seite. Leg den Ordner zurück, wo er war.',
  'fault.not-found':
    'Das ist nicht mehr hier. Alles andere ist sicher. Geh zurück und sieh noch einmal nach.',
  'fault.too-large':
    'Das ist zu lang für ein Stück. Deine Wörter sind noch auf dieser Seite. Teile es in zwei.',
  'fault.vault-gone':
    'Das Notizbuch blieb kurz stehen. Deine Wörter sind noch in diesem Fenster. Öffne es wieder, um sie zu speichern.',
}
