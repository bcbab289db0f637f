package com.mastercard.developer.encryption;

/** There is one of this name in the library, too: what imports all of its package has to choose. */
public class JsonParser {}
