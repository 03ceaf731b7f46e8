/**
 * Every sentence of the house, in English. ICU messages. Reading age 9 to 11; at most 20 words a sentence; nothing about
 * a person's words is ever wrong. A fault says what happened, what is safe, and what to do.
 */
export const en = {
  'app.name': 'Kinfold',

  'menu.lock': 'Lock',
  'menu.hide': 'Hide',
  'window.hidden': 'Notes',
  'menu.quit': 'Quit Kinfold',
  'menu.edit': 'Edit',
  'menu.undo': 'Undo',
  'menu.redo': 'Redo',
  'menu.cut': 'Cut',
  'menu.copy': 'Copy',
  'menu.paste': 'Paste',
  'menu.paste.plain': 'Paste without formatting',
  'menu.select.all': 'Select all',
  'folder.keep': 'Where should backups go?',
  'folder.find': 'Where is the backup?',
  'folder.carry': 'Where should this backup go?',
  'folder.take': 'Take this folder',
  'outside.title': 'Open outside Kinfold?',
  'outside.detail': 'This opens {address} in your browser or mail program, which is not private.',
  'outside.open': 'Open',
  'outside.cancel': 'Cancel',

  'help.open': 'Help now',
  'help.title': 'Help now',
  'help.lead': 'If you might be in danger, call someone now. You do not have to be sure.',
  'help.988': 'Call or text, any hour. United States and Canada.',
  'help.911': 'Emergency. United States and Canada.',
  'help.elsewhere': 'If you are elsewhere, call your local emergency number.',
  'help.copy': 'Copy {number}',
  'help.copied': '{number} is copied.',
  'help.person': 'You can also go to someone near you. Say: “I need you with me right now.”',
  'help.watch': 'Kinfold doesn’t watch what you write. No one is alerted.',
  'help.check':
    'We have not checked these numbers with the services themselves. If one does not answer, call your local emergency number.',
  'help.close': 'Close',
  'help.band': 'If you need someone now',
  'help.band.988': 'call or text, any hour',
  'help.band.911': 'emergency',
  'help.band.place': 'For the United States and Canada.',

  'cover.closed': 'This notebook is closed. Your passphrase opens it.',
  'cover.offline': 'While it is closed, nothing is sent and nothing arrives.',
  'cover.gone':
    'The notebook closed by itself. What you wrote is kept in this window. Open it again to save it.',
  'cover.passphrase': 'Passphrase',
  'cover.show': 'Show',
  'cover.hide': 'Hide',
  'cover.show.label': 'Show the passphrase',
  'cover.hide.label': 'Hide the passphrase',
  'cover.open': 'Open',
  'cover.opening': 'Opening…',
  'cover.opening.long': 'Opening. This takes a moment, so that nobody can guess quickly.',
  'cover.starting': 'Getting ready…',
  'cover.empty': 'Type your passphrase first.',

  'first.title': 'A notebook of your own',
  'first.what': 'Write here for yourself. It is locked and stays on this computer.',
  'first.circle':
    'Later, you can share notes with a small circle of people you trust. Your computers talk to each other. There is no company in between.',
  'first.not':
    'Kinfold is a notebook and a meeting place. It isn’t treatment and it isn’t an emergency service.',
  'first.begin': 'Begin',
  'create.title': 'Choose a passphrase',
  'create.lead': 'A few words you will remember. At least 8 characters.',
  'create.passphrase': 'Passphrase',
  'create.again': 'The same passphrase again',
  'create.warning':
    'Write it down and keep it somewhere safe. For now there is no other way back in. Not even we can open it.',
  'create.make': 'Make my notebook',
  'create.making': 'Making…',
  'create.making.long': 'Making your notebook. This takes a moment.',
  'create.short': 'That is a little short. Please use at least 8 characters.',
  'create.differ': 'The two are not the same. Show them to compare.',
  'create.back': 'Back',

  'notice.header-older':
    'The key file is older than this notebook remembers. Someone may have put back a copy. Your words are here.',
  'notice.words-void':
    'Your old recovery words no longer open this notebook, since it got a new key. You can make new ones in Settings.',
  'notice.dismiss': 'All right',

  'places.label': 'Places',
  'places.journal': 'Journal',
  'places.circles': 'Circles',
  'places.settings': 'Settings',
  'places.lock': 'Hide and lock',
  'places.back': 'Back',

  'day.today': 'Today',
  'day.yesterday': 'Yesterday',
  'time.morning': 'Morning',
  'time.afternoon': 'Afternoon',
  'time.evening': 'Evening',
  'time.night': 'Night',

  'today.entry': 'Entry {n}, {day}',
  'today.empty': 'One word is plenty.',
  'today.another': 'Another entry',
  'today.bin': 'Move to bin',
  'today.bin.label': 'Move to bin: entry {n}',
  'today.binned': 'The entry is in the bin.',

  'status.saved': 'Saved on this device.',
  'status.saving': 'Saving…',
  'status.ready': 'What you write is saved as you go.',

  'tools.label': 'Writing',
  'tools.bold': 'Bold',
  'tools.italic': 'Italic',
  'tools.heading': 'Heading',
  'tools.list': 'List',
  'tools.ordered': 'Numbered list',
  'tools.quote': 'Quotation',
  'tools.undo': 'Undo',
  'tools.redo': 'Redo',

  'paste.ask.title': 'That is a lot to paste',
  'paste.ask': 'It is about {size} MB of text. Writing may feel slow afterwards.',
  'paste.ask.yes': 'Paste it',
  'paste.ask.no': 'Leave it',
  'paste.refused':
    'That is more than 2 MB, so it was not pasted. Nothing here has changed. Try it in smaller parts.',

  'timeline.title': 'Days',
  'timeline.now': 'On this page',
  'timeline.older': 'Earlier days',
  'timeline.nowords': 'No words',
  'timeline.search': 'Search',
  'timeline.bin': 'Bin',

  'search.title': 'Search your journal',
  'search.field': 'Words to look for',
  'search.results': 'What was found',
  'search.none': 'No entry has all of these words.',
  'search.some': 'Found. Newest first.',
  'search.hint': 'Only this computer looks. Nothing is sent.',

  'bin.title': 'Bin',
  'bin.lead': 'Entries you moved here. They are not in search.',
  'bin.empty': 'The bin is empty.',
  'bin.back': 'Put back',
  'bin.back.label': 'Put back the entry of {day}: {opening}',
  'bin.erase': 'Erase for ever',
  'bin.erase.label': 'Erase for ever the entry of {day}: {opening}',
  'bin.empty.all': 'Empty the bin',
  'bin.ask.title': 'Erase for ever?',
  'bin.ask.one': 'This entry and its earlier versions will be gone. There is no way back.',
  'bin.ask.all': 'Everything in the bin will be gone. There is no way back.',
  'bin.ask.yes': 'Erase',
  'bin.erased': 'The entry is erased.',
  'bin.emptied': 'The bin is empty now.',
  'bin.returned': 'The entry is back in your journal.',
  'toast.undo': 'Undo',
  'toast.close': 'Close this message',
  'toast.region': 'Messages',

  'circles.title': 'Circles',
  'circles.lead': 'Small groups of people you trust. Everyone in one was invited.',
  'circles.list': 'Your circles',
  'circles.empty': 'You are in no circle yet. There is no hurry.',
  'circles.found': 'Begin a circle',
  'circles.join': 'I was invited',
  'circles.waiting': 'Waiting to join',
  'circles.look': 'Look',

  'found.title': 'Begin a circle',
  'found.name': 'Name of the circle',
  'found.name.help': 'Only the people in it see this name.',
  'found.own': 'Your name in it',
  'found.own.help': 'This name is only for this circle. It need not be your real name.',
  'found.make': 'Begin',
  'found.making': 'Beginning…',
  'name.empty': 'Please write a name here.',
  'name.long': 'Please use at most 80 characters.',

  'circle.people': 'People in this circle',
  'circle.invited': 'Everyone here was invited.',
  'circle.you': 'you',
  'circle.notes': 'Shared notes',
  'circle.notes.empty': 'No notes yet. Someone will be first; it doesn’t have to be you.',
  'circle.write': 'Write a new note',
  'circle.invite': 'Invite someone',
  'circle.untitled': 'A note without a title',
  'circle.where': 'Where this is',
  'circle.sync':
    '{people, plural, =1 {Saved on this device.} other {Saved on this device. On {reached} of {people} people’s devices.}}',
  'circle.coming': 'Some words are still on their way here.',
  'circle.linked':
    '{links, plural, =0 {No other device can be reached right now. It travels when it can.} other {Connected to another device now.}}',
  'circle.leave': 'Words can travel',
  'circle.leave.body': 'Kinfold can’t stop someone copying or repeating words. We rely on each other.',
  'circle.refusals': 'Something arrived that could not be trusted. It changed nothing.',
  'circle.refusals.show': 'Details',
  'circle.refusals.title': 'What was not let in',
  'circle.refusals.lead':
    'These came over the network and did not pass the checks. No note was changed by them.',
  'circle.refusals.when': 'When',
  'circle.refusals.reason': 'Why',
  'circle.refusals.from': 'From',
  'circle.refusals.size': 'Size',
  'circle.refusals.bytes': '{bytes} bytes',

  'door.title': 'Someone is at the door',
  'door.ask': '{name} asks to join. Call them or meet them. Do these words match the words on their screen?',
  'door.words': 'Words to compare',
  'door.yes': 'Yes, they match. Let them in',
  'door.no': 'No',
  'door.yes.said': '{name} may come in.',
  'door.no.said': '{name} was not let in.',

  'invite.title': 'Invite someone',
  'invite.lead':
    'Give this only to the person it’s for. It works once. Send the link, or read out the code and the address.',
  'invite.link': 'Link',
  'invite.copy': 'Copy the link',
  'invite.copied': 'The link is copied. After a minute it leaves the clipboard.',
  'invite.code': 'Code',
  'invite.copy.code': 'Copy the code',
  'invite.copied.code': 'The code is copied. After a minute it leaves the clipboard.',
  'invite.address': 'Address of this computer',
  'invite.address.help': 'They type the code and one of these addresses.',
  'invite.address.none': 'This computer has no address others can reach yet.',
  'invite.expires': 'It works until {when}. After that, make a new one.',
  'invite.next': 'When they join, they wait at the door. You compare words and let them in.',
  'invite.making': 'Making an invitation…',
  'invite.withdraw': 'Take it back',
  'invite.withdrawn': 'The invitation no longer works.',
  'invite.done': 'Done',

  'join.title': 'Join a circle',
  'join.invitation': 'Link or code',
  'join.invitation.help': 'Paste the link, or type the code. Capitals, spaces and dashes don’t matter.',
  'join.address': 'Address of their computer',
  'join.address.help': 'Only with a typed code. It looks like 192.168.1.20:48132.',
  'join.own': 'Your name in this circle',
  'join.own.help': 'This name is only for this circle. It need not be your real name.',
  'join.go': 'Ask to join',
  'join.going': 'Asking…',
  'join.invitation.empty': 'Please paste the link or type the code here.',
  'join.address.empty': 'A code needs the address too. Ask the person who invited you.',
  'join.looking': 'Looking for their computer. Both of you need Kinfold open.',
  'join.compare': 'Do these words match the words on their screen?',
  'join.compare.help': 'Call them or meet them, and read the words out. If one differs, stop here.',
  'join.words': 'Words to compare',
  'join.match': 'Yes, they match',
  'join.waiting': 'Now they say yes on their screen. You can wait here or come back later.',
  'join.joined': 'You are in. Welcome.',
  'join.enter': 'Go to the circle',
  'join.declined': 'They said no this time. Nothing of yours was shared. You can ask them why.',
  'join.unreachable':
    'Their computer did not answer. Nothing is lost. Check that Kinfold is open there, then ask again.',
  'join.expired': 'This invitation has run out. Nothing of yours was shared. Ask for a new one.',
  'join.used': 'This invitation was already used. Nothing of yours was shared. Ask for a new one.',
  'join.other-circle':
    'That computer belongs to another circle. Nothing of yours was shared. Ask for a new invitation.',
  'join.stop': 'Stop',
  'join.again': 'Try another invitation',
  'join.confirm': 'An invitation was opened. It is filled in below. Nothing happens until you ask to join.',

  'note.title': 'Title',
  'note.title.placeholder': 'A title, if you want one',
  'note.body': 'Shared note',
  'note.lead': 'A shared page. Everyone in this circle can read it and write on it.',
  'note.late': 'People may not see this soon. If you need someone now:',
  'note.readonly': 'You can read this note. A newer Kinfold is needed to write in it.',
  'note.opening': 'Opening the note…',
  'note.reopened': 'The note was opened again to stay in step. Your words are here.',
  'note.back': 'Back to {circle}',

  'settings.title': 'Settings',
  'settings.text': 'Text size',
  'settings.text.value': '{size} %',
  'settings.theme': 'Colours',
  'settings.theme.system': 'As on this computer',
  'settings.theme.light': 'Light',
  'settings.theme.dark': 'Dark',
  'settings.theme.contrast': 'High contrast',
  'settings.spelling': 'Spelling',
  'settings.spelling.on': 'Mark words that the dictionary does not know',
  'settings.spelling.what':
    'English. The marks are for you alone: nobody else sees them, and nothing leaves this computer.',
  'settings.spelling.how': 'On a marked word, press {key} or use the right mouse button.',
  'settings.spelling.own': 'Words you kept',
  'settings.spelling.forget': 'Mark {word} again',
  'spelling.menu': 'About “{word}”',
  'spelling.learn': 'Keep it as my word',
  'spelling.learn.none': 'No other word found. Keep it as my word',
  'spelling.learned': '“{word}” is one of your words now.',
  'settings.on': 'On',
  'settings.off': 'Off',
  'settings.keys': 'Keys',
  'settings.keys.hide': 'Hide for a moment: {key}',
  'settings.keys.lock': 'Hide and lock: {key}',
  'settings.keys.help': 'Help now: F1',
  'settings.keys.back': 'Back and forward: Alt with the arrow keys',
  'settings.about': 'About',
  'settings.about.version': 'Kinfold {version}, on Electron {electron}.',
  'settings.about.test': 'This is a runtime for tests and a first look. Do not keep real words in it.',
  'settings.about.what':
    'Kinfold is a notebook and a meeting place. It isn’t treatment and it isn’t an emergency service.',

  'locking.title': 'Locking and hiding',
  'locking.after': 'Lock by itself when nobody touches it',
  'locking.minutes': '{minutes, plural, one {After # minute} other {After # minutes}}',
  'locking.never': 'Never',
  'locking.what':
    'Locking saves what you are writing. While it is locked, nothing is sent and nothing arrives. It also locks when the computer sleeps.',
  'locking.hide':
    '{key} hides the window at once. Come back within half a minute, and it is as you left it. After that it is locked.',
  'locking.shield': 'Keep this window out of screenshots and screen sharing',
  'locking.shield.what':
    'Others then see an empty place where this window is. A phone held up to the screen still sees it.',
  'locking.shield.linux':
    'This computer runs Linux, where no program can do this. The choice has no effect here. It works on Windows and Mac.',

  'erasing.title': 'Erasing',
  'erasing.disk':
    'What you erase leaves this notebook within seconds. Backups made before still have it. Some disks keep old traces, which only your key could read.',
  'erasing.bin': 'Empty the bin by itself',
  'erasing.bin.never': 'Never',
  'erasing.bin.days': 'After 30 days of use',
  'erasing.bin.what': 'Only days on which you opened the notebook count. A wrong clock erases nothing.',
  'erasing.circles': 'Erase a circle',
  'erasing.circle': 'Erase here',
  'erasing.circle.label': 'Erase the circle {name} here',
  'erasing.circle.title': 'Erase this circle here?',
  'erasing.circle.ask':
    '{name} leaves this computer: its notes, its people, its key. Coming back needs a new invitation.',
  'erasing.circle.others':
    'The others are not told. They keep everything you wrote there, and your name stays on their list.',
  'erasing.circle.yes': 'Erase the circle here',
  'erasing.circle.done': '{name} is no longer on this computer.',
  'erasing.keep': 'Keep it',
  'erasing.all': 'Erase everything',
  'erasing.all.what': 'Your whole notebook on this computer: journal, circles, settings and keys.',
  'erasing.all.begin': 'Erase everything…',
  'erasing.all.title': 'Erase the whole notebook?',
  'erasing.all.ask':
    'The keys are destroyed first. After that nobody can open this notebook: not you, and not us.',
  'erasing.all.stays':
    'Backups stay where you put them, and your passphrase still opens them. The people in your circles keep what they have.',
  'erasing.all.word': 'erase',
  'erasing.all.type': 'Type {word} to go on',
  'erasing.all.needed': 'Nothing was erased. Type the word {word} here to go on.',
  'erasing.all.yes': 'Erase everything now',
  'erasing.all.erasing': 'Erasing…',

  'date.title': 'The date',
  'date.ask': 'Is today {day}?',
  'date.why': 'The date of this computer jumped. Until you answer, nothing is erased from the bin.',
  'date.yes': 'Yes, it is',
  'date.no': 'No',
  'date.thanks': 'Thank you. The days in the bin count on from today.',
  'date.wrong': 'Nothing will be erased. Please set the date of this computer.',

  'fault.locked': 'The notebook is closed. Your words are safe. Open it with your passphrase.',
  'fault.no-vault': 'There is no notebook on this computer yet. Nothing was changed. You can make one.',
  'fault.vault-exists': 'There is already a notebook here. It was not touched. Open it with its passphrase.',
  'fault.wrong-passphrase':
    'This passphrase does not open it. Nothing is lost. Check capitals and spaces, then try again.',
  'fault.wrong-words':
    'These words do not open it. Nothing is lost. They may be older ones, or of another notebook.',
  'fault.words-unreadable':
    'These are not 24 words of the list. Nothing is lost. Look for one that is missing or misspelt.',
  'fault.words-differ':
    'One of the three is another word. Nothing is lost. Look at your list, then try again.',
  'fault.rekeying': 'The notebook is getting a new key. Your words are still on this page. Wait a moment.',
  'fault.passphrase-too-short':
    'That is a little short. Nothing was made yet. Please use at least 8 characters.',
  'fault.damaged':
    'The file of this notebook is damaged. We changed nothing in it. Keep the file, and put back a copy if you have one.',
  'fault.newer-version':
    'A newer Kinfold made this notebook. It is safe. Update Kinfold on this computer to open it.',
  'fault.vault-in-use':
    'Another Kinfold window has this notebook open. It is safe. Close the other window, then try again.',
  'fault.disk-full':
    'This computer’s disk is full. Your words are still on this page. Make some room and we try again.',
  'fault.not-saved': 'This could not be saved just now. Your words are still on this page. We keep trying.',
  'fault.moved-away':
    'The folder of this notebook is gone. Your words are still on this page. Put the folder back where it was.',
  'fault.not-erased':
    'Kinfold may not write in its own folder. Nothing was erased. Free that folder, then try again.',
  'fault.no-folder': 'No backup folder is chosen yet. Nothing was changed. Choose one first.',
  'fault.folder-gone':
    'The backup folder is not there now. Your notebook is safe. Plug it in, or choose another folder.',
  'fault.folder-refuses':
    'Nothing can be written in the backup folder. Your notebook is safe. Choose another folder.',
  'fault.folder-full':
    'There is no room left where backups go. Your notebook and earlier backups are safe. Make room, then try again.',
  'fault.backup-damaged':
    'This backup does not open any more. Your notebook was not touched. Use another backup, and make a new one.',
  'fault.nothing-readable':
    'Nothing in this file can be read any more. It was not touched. Keep it, and look for a backup.',
  'fault.not-found': 'That is no longer here. Everything else is safe. Go back and look again.',
  'fault.too-large':
    'This is too long to keep in one piece. Your words are still on this page. Split it in two.',
  'fault.bad-request':
    'Kinfold did not understand itself. Your words are still on this page. Close it and open it again.',
  'fault.vault-gone':
    'The notebook stopped for a moment. Your words are still in this window. Open it again to save them.',
  'fault.invitation-unreadable':
    'We could not read this invitation. Nothing was sent. Compare each character, or paste the link again.',
  'fault.invitation-expired':
    'By the clock of this computer, this invitation has run out. Nothing was sent. Check the date here, or ask for a new one.',
  'fault.invitation-used': 'This invitation was already used. Nothing was sent. Ask for a new one.',
  'fault.invitation-of-another-circle':
    'This invitation is for another circle. Nothing was sent. Ask for a new one.',
  'fault.address-unreadable':
    'We could not read this address. Nothing was sent. It looks like 192.168.1.20:48132.',
  'fault.already-a-member': 'You are already in this circle. Nothing was changed. You find it under Circles.',
  'fault.not-allowed':
    'This is not possible here. Nothing was changed. Too many invitations may be open, or only a host can do it.',
  'fault.read-only':
    'This note can only be read here. Nothing was changed. You can copy your words elsewhere.',
  'fault.out-of-step': 'This note fell out of step. Your words are kept. We open it again.',
} as const

export type MessageKey = keyof typeof en
export type Catalogue = Readonly<Record<MessageKey, string>>
