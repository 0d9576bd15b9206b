import CarteraCommand

Cartera.start()
