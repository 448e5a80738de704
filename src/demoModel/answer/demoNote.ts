import type { Say } from './language.ts';

/** Every answer says what it is: nobody shall take it for the word of a real model. */
export function demoNote(say: Say): string {
	return say(
		'> **Demo** — this answer was made by the built-in demo model from your request alone; no real model stands behind it. Set an API key to talk to Gemini.',
		'> **Démo** — cette réponse vient du modèle de démonstration intégré, à partir de votre seule demande ; aucun vrai modèle n’est derrière. Indiquez une clé d’API pour parler à Gemini.',
	);
}
