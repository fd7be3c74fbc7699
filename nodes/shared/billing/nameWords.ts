/** Word lists that comparing names needs; data, in compared form (lower case, without accents and punctuation). */

/** Legal forms, longest first, so that `pty ltd` goes before `ltd`. */
export const legalForms: string[] = [
	...[
		'ltd',
		'limited',
		'llc',
		'llp',
		'lp',
		'inc',
		'incorporated',
		'corp',
		'corporation',
		'co',
		'company',
		'plc',
		'cic',
	],
	...['pty', 'proprietary', 'pvt', 'private limited', 'pte', 'pllc', 'pc', 'dac', 'clg', 'uc', 'unlimited company'],
	...[
		'gmbh',
		'mbh',
		'ag',
		'kg',
		'ohg',
		'ug',
		'gbr',
		'ev',
		'eg',
		'ek',
		'kgaa',
		'se',
		'gmbh co kg',
		'haftungsbeschrankt',
	],
	...['bv', 'nv', 'vof', 'cv', 'bvba', 'srl', 'sprl', 'cvba', 'besloten vennootschap'],
	...['sa', 'sas', 'sasu', 'sarl', 'sa rl', 's a r l', 'eurl', 'snc', 'sci', 'scop', 'selarl'],
	...['spa', 'srls', 'sapa', 'sl', 'slu', 'sau', 'lda', 'ltda', 'sa de cv', 's de rl de cv', 'sapi de cv', 'eireli'],
	...['ab', 'as', 'asa', 'aps', 'oy', 'oyj', 'ivs', 'hf', 'ehf'],
	...[
		'sp z o o',
		'sp z oo',
		'spzoo',
		'sp k',
		'sp j',
		'sro',
		's r o',
		'kft',
		'zrt',
		'nyrt',
		'bt',
		'doo',
		'd o o',
		'dd',
	],
	...['ood', 'eood', 'ead', 'sia', 'uab', 'ou', 'ooo', 'oao', 'zao', 'pao', 'ао', 'ооо', 'пао', 'тов'],
	...['pt', 'tbk', 'sdn bhd', 'bhd', 'kk', 'gk', '株式会社', '有限会社', '有限公司', '股份有限公司', '주식회사'],
	...[
		'fze',
		'fzco',
		'fzc',
		'fz llc',
		'wll',
		'saoc',
		'saog',
		'בעמ',
		'شركه',
		'شركة',
		'ذمم',
		'ذ م م',
		'as ticaret',
		'anonim sirketi',
	],
]
	.map((form) => form.normalize('NFKD').replace(/\p{M}/gu, ''))
	.sort((a, b) => b.length - a.length);

/** Words that many companies carry: alone they are no sign that two names mean one. */
export const genericWords = new Set(
	(
		'group holding holdings services service solutions solution international global systems system consulting ' +
		'consultants partners associates trading industries enterprises ventures management technologies technology ' +
		'tech digital media studio studios design agency capital investments properties property uk usa us europe eu ' +
		'london new first national general united world network networks software labs foundation trust school ' +
		'university hospital council city shop store bank hotel logistics engineering construction marketing ' +
		'gruppe groupe gruppo grupo of de la le du der die das und et y van von for in at'
	).split(' '),
);

export const freeMailDomains = new Set(
	(
		'gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de hotmail.it live.com ' +
		'live.co.uk live.nl msn.com yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.it yahoo.es yahoo.co.jp ymail.com ' +
		'rocketmail.com icloud.com me.com mac.com aol.com proton.me protonmail.com pm.me tutanota.com gmx.com gmx.de ' +
		'gmx.net gmx.at gmx.ch web.de t-online.de freenet.de mail.com mail.ru bk.ru inbox.ru list.ru yandex.ru ' +
		'yandex.com zoho.com fastmail.com hey.com btinternet.com sky.com talktalk.net virginmedia.com ntlworld.com ' +
		'orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it tiscali.it alice.it virgilio.it telenet.be ' +
		'skynet.be ziggo.nl kpnmail.nl xs4all.nl planet.nl home.nl bluewin.ch seznam.cz wp.pl onet.pl o2.pl interia.pl ' +
		'comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net shaw.ca rogers.com ' +
		'bigpond.com bigpond.net.au optusnet.com.au xtra.co.nz qq.com 163.com 126.com sina.com naver.com daum.net ' +
		'hanmail.net rediffmail.com uol.com.br bol.com.br terra.com.br'
	).split(' '),
);
