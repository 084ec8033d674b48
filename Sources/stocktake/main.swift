print("stocktake")
